using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Protection;

namespace EmailAgent.Api.Protection;

/// <summary>Signatures of received messages, and the keys by which they are verified.</summary>
internal static class ProtectionEndpoints
{
    private const int MaxContent = 256 * 1024;
    private const int MaxPassword = 1000;

    public static void MapProtectionEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGroup("/emails").WithTags(EmailEndpoints.Tag).DescribesId("a message")
            .MapGet("/{id}/protection", CheckAsync).WithName("getEmailProtection")
            .Needs(Permission.MailRead).Describes("Verifies the signatures of a message, which is read from its mail server. It is verified by the keys of the owner of the mailbox.")
            .Answers<EmailProtection>(200)
            .Refuses(ProblemCodes.NotFound, EditProblems.MessageGone, ConnectionProblems.MailboxUnavailable, MailProblems.TooLargeToRead);

        var keys = api.MapGroup("/protection/keys").WithTags(EmailEndpoints.Tag).DescribesId("a key for mail");
        keys.MapGet("", ListAsync).WithName("listProtectionKeys")
            .Needs(Permission.MailRead).Describes("Lists the caller's certificates and keys for mail, newest first.")
            .Answers<ListAnswer<ProtectionKey>>(200);
        keys.MapPost("", AddAsync).WithName("createProtectionKey")
            .Needs(Permission.MailModify).Describes("Stores a certificate or key, of the caller or of a correspondent. What it has signed then counts as trusted.")
            .Answers<ProtectionKey>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.TooMany).Idempotent();
        keys.MapGet("/{id}", GetAsync).WithName("getProtectionKey")
            .Needs(Permission.MailRead).Describes("Returns a key, without its secret, which is never returned.")
            .Answers<ProtectionKey>(200).Refuses(ProblemCodes.NotFound);
        keys.MapDelete("/{id}", DeleteAsync).WithName("deleteProtectionKey")
            .Needs(Permission.MailModify).Describes("Deletes a key with its secret.")
            .Answers(204).Refuses(ProblemCodes.NotFound).Idempotent();
    }

    private static async Task<IResult> CheckAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var visible = await cluster.LookAsync(caller, id, cancellationToken);
        return (await cluster.GetGrain<IMailProtectionGrain>(0).CheckAsync(visible, id, cancellationToken)).Answer(found => new JsonAnswer<EmailProtection>(found));
    }

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<ProtectionKey>>(ListAnswer<ProtectionKey>.From(await cluster.ProtectionKeys(caller).ListAsync(cancellationToken)));

    private static async Task<IResult> AddAsync(
        JsonBody<NewProtectionKey> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, key) = (body.Fields, body.Value);
        fields.Required("content", key.Content, MaxContent);
        fields.Optional("password", key.Password, MaxPassword);
        if (fields.Any)
            return fields.ToAnswer();
        return (await cluster.ProtectionKeys(caller).AddAsync(key, cancellationToken)).Answer(stored =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{stored.Id}";
            return new JsonAnswer<ProtectionKey>(stored, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.ProtectionKeys(caller).GetAsync(id, cancellationToken)).Answer(found => new JsonAnswer<ProtectionKey>(found));

    private static async Task<IResult> DeleteAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.ProtectionKeys(caller).DeleteAsync(id, cancellationToken)).Answer(_ => TypedResults.NoContent());

    private static IProtectionKeyGrain ProtectionKeys(this IClusterClient cluster, Caller caller) =>
        cluster.GetGrain<IProtectionKeyGrain>(caller.UserId.ToString("N"));
}
