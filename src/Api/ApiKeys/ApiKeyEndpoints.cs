using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.ApiKeys;

internal static class ApiKeyEndpoints
{
    public static readonly ApiTag Tag = new("API keys", "Keys for programs.", 30);

    private const int MaxName = 100;
    private const int MaxEntry = 100;

    private static readonly ProblemAnswer NotFound = new(Refusal.NotFound("API key"));

    public static void MapApiKeyEndpoints(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags(Tag).DescribesId("an API key");
        keys.MapPost("", CreateAsync).WithName("createApiKey")
            .Needs(Permission.AccountAdmin).Describes("Creates an API key, which allows what its scopes name and its owner may do. The key is shown once, in this answer. A key that can do more than read requires a recent sign-in: POST /api/v1/auth/confirm.")
            .Answers<NewApiKeyAnswer>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.TooMany, IdentityProblems.ProofRequired);
        keys.MapGet("", ListAsync).WithName("listApiKeys")
            .Needs(Permission.AccountAdmin).Describes("Lists the caller's API keys, oldest first, without their secrets.").Answers<ListAnswer<ApiKey>>(200);
        keys.MapPatch("/{id}", UpdateAsync).WithName("updateApiKey")
            .Needs(Permission.AccountAdmin).Describes("Renames a key, or removes scopes from it, at once.")
            .Answers<ApiKey>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound).Idempotent();
        keys.MapDelete("/{id}", RevokeAsync).WithName("revokeApiKey")
            .Needs(Permission.AccountAdmin).Describes("Revokes a key at once.").Answers(204).Refuses(ProblemCodes.NotFound).Idempotent();
    }

    private static async Task<IResult> CreateAsync(JsonBody<NewApiKeyRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, wanted) = (body.Fields, body.Value);
        fields.Required("name", wanted.Name, MaxName);
        CheckEntries(fields, "scopes", wanted.Scopes);
        CheckEntries(fields, "connection_ids", wanted.ConnectionIds);
        CheckEntries(fields, "allowed_addresses", wanted.AllowedAddresses);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await cluster.GetGrain<IApiKeyringGrain>(caller.Key).CreateAsync(wanted, caller.SessionId, cancellationToken);
        return outcome.Answer(created => new JsonAnswer<NewApiKeyAnswer>(NewApiKeyAnswer.From(created), StatusCodes.Status201Created));
    }

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<ApiKey>>(ListAnswer<ApiKey>.From(await cluster.GetGrain<IApiKeyringGrain>(caller.Key).ListAsync(cancellationToken)));

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<ApiKeyChangesRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (Find(id, caller, cluster) is not { } key)
            return NotFound;
        var (fields, changes) = (body.Fields, body.Value);
        fields.Optional("name", changes.Name, MaxName);
        CheckEntries(fields, "scopes", changes.Scopes);
        if (!fields.Any && changes is { Name: null, Scopes: null } or { Name: "" })
            fields.Add("name", "At least one of name, which must not be empty, and scopes is required.");
        if (fields.Any)
            return fields.ToAnswer();
        return (await key.UpdateAsync(changes, cancellationToken)).Answer(updated => new JsonAnswer<ApiKey>(updated));
    }

    private static async Task<IResult> RevokeAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        Find(id, caller, cluster) is { } key ? (await key.RevokeAsync(cancellationToken)).Answer(_ => TypedResults.NoContent()) : NotFound;

    private static IApiKeyGrain? Find(string id, Caller caller, IClusterClient cluster) =>
        PublicId.TryParse(id, out var keyId) ? cluster.GetGrain<IApiKeyGrain>(new ApiKeyId(caller.UserId, keyId).ToString()) : null;

    private static void CheckEntries(FieldErrors fields, string field, IReadOnlyList<string?>? entries)
    {
        if (entries is null)
            return;
        if (entries.Any(entry => string.IsNullOrEmpty(entry)))
            fields.Add(field, "None of these can be empty.");
        foreach (var entry in entries.OfType<string>())
            fields.CheckText(field, entry, MaxEntry);
    }
}
