using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.Retrieval;

namespace EmailAgent.Api.Retrieval;

/// <summary>Answers to questions from the caller's own mail, or from one mailbox.</summary>
internal static class RetrievalEndpoints
{
    private const int MaxQuestion = 1000;
    private const int MaxFilter = 200;

    public static void MapRetrievalEndpoints(this IEndpointRouteBuilder api) =>
        api.MapPost("/rag/query", QueryAsync).WithName("queryMail").WithTags(EmailEndpoints.Tag).CountsAs(RateClass.Search)
            .Needs(Permission.MailRead)
            .Describes("Answers a question from mail by sentences that are literally in it, each with its message and position. If the mail has no answer, is_found is false.")
            .Answers<RagAnswer>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);

    private static async Task<IResult> QueryAsync(JsonBody<RagQueryRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("query", request.Query, MaxQuestion);
        if (!fields.Has("query") && string.IsNullOrWhiteSpace(request.Query))
            fields.Add("query", "Must not be empty.");
        var only = CheckFilters(fields, request.Filters);
        if (fields.Any)
            return fields.ToAnswer();
        if (!await cluster.KnowsAsync(caller, only, cancellationToken))
            return Mailboxes.NotFound;
        return (await cluster.GetGrain<IRetrievalGrain>(0).QueryAsync(caller.LooksOnly(only), request, cancellationToken))
            .Answer(answer => new JsonAnswer<RagAnswer>(answer));
    }

    private static Guid? CheckFilters(FieldErrors fields, RagFilters? filters)
    {
        if (filters is null)
            return null;
        fields.Optional("filters.from", filters.From, MaxFilter);
        fields.Optional("filters.to", filters.To, MaxFilter);
        fields.Optional("filters.label", filters.Label, MaxFilter);
        if (filters.After is { } after && filters.Before is { } before && after >= before)
            fields.Add("filters.before", "Must be later than after.");
        if (filters.ConnectionId is not { } text)
            return null;
        if (PublicId.TryParse(text, out var id))
            return id;
        fields.Add("filters.connection_id", "The value is not the id of a connection.");
        return null;
    }
}
