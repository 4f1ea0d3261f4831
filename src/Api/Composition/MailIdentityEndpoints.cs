using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Shares;
using Microsoft.AspNetCore.Mvc;

namespace EmailAgent.Api.Composition;

/// <summary>The addresses from which a mailbox sends. They are settings of the mailbox, so the permissions of connections apply to changes.</summary>
internal static class MailIdentityEndpoints
{
    // An address has at most 320 characters; a name beside it is refused with a better reason than its length.
    private const int LongestAddress = 1000;

    public static void MapCompositionEndpoints(this IEndpointRouteBuilder api)
    {
        var identities = api.MapGroup("/connections/{id}/identities").WithTags(ConnectionEndpoints.Tag)
            .DescribesId("a mailbox").DescribesParameter("identity_id", "The id of an identity of the mailbox.");
        identities.MapGet("", ListAsync).WithName("listIdentities")
            .Needs(Permission.MailSend).Describes("Lists the addresses from which a mailbox sends, the default one first. Those that its provider keeps are read from it.")
            .Answers<ListAnswer<MailIdentity>>(200).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        identities.MapPost("", CreateAsync).WithName("createIdentity")
            .Needs(Permission.ConnectionsModify).Describes("Adds an address from which a mailbox sends. Its server decides whether it accepts mail from this address.")
            .Answers<MailIdentity>(201)
            .Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow, CompositionProblems.IdentityExists, ProblemCodes.TooMany)
            .Idempotent();
        identities.MapGet("/{identity_id}", GetAsync).WithName("getIdentity")
            .Needs(Permission.MailSend).Describes("Returns an address from which a mailbox sends.")
            .Answers<MailIdentity>(200).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        identities.MapPatch("/{identity_id}", UpdateAsync).WithName("updateIdentity")
            .Needs(Permission.ConnectionsModify).Describes("Changes the name, the address for replies or the signature of an identity, or makes it the default one. Nothing changes at the provider.")
            .Answers<MailIdentity>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow).HonorsIfMatch().Idempotent();
        identities.MapDelete("/{identity_id}", DeleteAsync).WithName("deleteIdentity")
            .Needs(Permission.ConnectionsModify).Describes("Deletes an identity that was added here.")
            .Answers(204).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow, CompositionProblems.IdentityKept).HonorsIfMatch().Idempotent();
    }

    private static async Task<IResult> ListAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = caller.FindMailbox(id, MailboxAccess.Send);
        if (mailbox is not { } found)
            return refusal!;
        var outcome = await cluster.Identities(found).ListAsync(found.ConnectionId, cancellationToken);
        return outcome.Answer(list => new JsonAnswer<ListAnswer<MailIdentity>>(ListAnswer<MailIdentity>.From(list.Items)));
    }

    private static async Task<IResult> CreateAsync(
        string id,
        JsonBody<MailIdentityRequest> body,
        IdempotentOperation operation,
        HttpContext context,
        Caller caller,
        IClusterClient cluster,
        CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("email", request.Email, LongestAddress);
        fields.Optional("reply_to", request.ReplyTo, LongestAddress);
        if (fields.Any)
            return fields.ToAnswer();
        var (mailbox, refusal) = caller.FindMailbox(id, MailboxAccess.Manage);
        if (mailbox is not { } found)
            return refusal!;
        return (await cluster.Identities(found).CreateAsync(found.ConnectionId, operation.Id, request, cancellationToken)).Answer(created =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{created.Id}";
            return new JsonAnswer<MailIdentity>(created, StatusCodes.Status201Created);
        });
    }

    private static Task<IResult> GetAsync(
        string id, [FromRoute(Name = "identity_id")] string identityId, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        ReadAsync(id, identityId, MailboxAccess.Send, caller, cluster, cancellationToken);

    private static async Task<IResult> UpdateAsync(
        string id,
        [FromRoute(Name = "identity_id")] string identityId,
        JsonBody<MailIdentityChangesRequest> body,
        HttpContext context,
        Caller caller,
        IClusterClient cluster,
        CancellationToken cancellationToken)
    {
        var (fields, changes) = (body.Fields, body.Value);
        fields.Optional("reply_to", changes.ReplyTo, LongestAddress);
        if (!fields.Any && changes is { DisplayName: null, ReplyTo: null, SignatureText: null, SignatureHtml: null, IsDefault: null })
            fields.Add("display_name", "At least one of display_name, reply_to, signature_text, signature_html and is_default is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (mailbox, refusal) = caller.FindMailbox(id, MailboxAccess.Manage);
        if (mailbox is not { } found)
            return refusal!;
        var (refused, expected) = await IfMatch.CheckAsync<MailIdentity>(
            context, () => ReadAsync(id, identityId, MailboxAccess.Manage, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        var outcome = await cluster.Identities(found).UpdateAsync(found.ConnectionId, identityId, changes, expected, cancellationToken);
        return outcome.Answer(updated => new JsonAnswer<MailIdentity>(updated) { Tagged = true });
    }

    private static async Task<IResult> DeleteAsync(
        string id, [FromRoute(Name = "identity_id")] string identityId, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = caller.FindMailbox(id, MailboxAccess.Manage);
        if (mailbox is not { } found)
            return refusal!;
        var (refused, expected) = await IfMatch.CheckAsync<MailIdentity>(
            context, () => ReadAsync(id, identityId, MailboxAccess.Manage, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        var outcome = await cluster.Identities(found).DeleteAsync(found.ConnectionId, identityId, expected, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> ReadAsync(
        string id, string identityId, MailboxAccess needed, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = caller.FindMailbox(id, needed);
        if (mailbox is not { } found)
            return refusal!;
        return (await cluster.Identities(found).GetAsync(found.ConnectionId, identityId, cancellationToken))
            .Answer(identity => new JsonAnswer<MailIdentity>(identity) { Tagged = true });
    }

    private static IMailIdentityGrain Identities(this IClusterClient cluster, MailboxId mailbox) =>
        cluster.GetGrain<IMailIdentityGrain>(mailbox.UserId.ToString("N"));
}
