using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Outgoing;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Drafts;

/// <summary>Drafts, which are also messages in the mailboxes' folders for drafts.</summary>
internal static class DraftEndpoints
{
    private const int MaxText = 200;

    private static readonly TextParameter After = new("after", "The next_after of the previous page.", MaxText);

    private static readonly IntegerParameter Limit = new("limit", "At most this many.", Default: 50, Min: 1, Max: 200);

    private static readonly IntegerParameter Revision = new(
        "revision", "Refuses the change unless this is the current revision; 0 for any.", Default: 0, Min: 0, Max: long.MaxValue);

    public static void MapDraftEndpoints(this IEndpointRouteBuilder api)
    {
        var emails = api.MapGroup("/emails").WithTags(OutgoingEndpoints.Tag).DescribesId("a draft");
        emails.MapPost("/draft", CreateAsync).WithName("createDraft")
            .Needs(Permission.MailModify).Describes("Saves a new draft. It need not be complete. Other mail clients show it a moment later.")
            .Answers<Draft>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ProblemCodes.TooMany, ShareProblems.AccessTooLow).Idempotent();
        emails.MapGet("/drafts", ListAsync).WithName("listDrafts")
            .Needs(Permission.MailRead).Describes("Lists drafts, also those of other mail clients, the one that was saved last first.")
            .Takes(ConnectionParameter.Only, After, Limit).Answers<DraftPage>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        emails.MapGet("/draft/{id}", GetAsync).WithName("getDraft")
            .Needs(Permission.MailRead).Describes("Returns a draft as it was last saved, here or by another mail client.")
            .Answers<Draft>(200).Refuses(ProblemCodes.NotFound, DraftProblems.NotRead);
        emails.MapPut("/draft/{id}", SaveAsync).WithName("saveDraft")
            .Needs(Permission.MailModify)
            .Describes("Saves a draft as a whole. May be called every few seconds. If another mail client saved it meanwhile, and no revision is given, its version is kept as a copy.")
            .Takes(Revision).Answers<Draft>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ProblemCodes.PreconditionFailed, DraftProblems.IsSending).Idempotent();
        emails.MapDelete("/draft/{id}", DeleteAsync).WithName("deleteDraft")
            .Needs(Permission.MailModify).Describes("Deletes a draft for good, here and in the mailbox.")
            .Takes(Revision).Answers(204).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ProblemCodes.PreconditionFailed, DraftProblems.IsSending).Idempotent();
        emails.MapPost("/draft/{id}/send", SendAsync).WithName("sendDraft")
            .Needs(Permission.MailSend)
            .Describes("Sends a draft now or later, once. It is removed when the message is sent, and can be changed again if the message is cancelled or fails.")
            .Answers<SendAnswer>(202)
            .Refuses([.. OutgoingEndpoints.SendRefusals, ProblemCodes.TooMany, ProblemCodes.PreconditionFailed, DraftProblems.NotRead])
            .Idempotent();
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<DraftRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        var (visible, refusal) = caller.FindSender(body.Value.ConnectionId);
        if (visible is null)
            return refusal!;
        return (await cluster.Drafts(visible).CreateAsync(new NewDraft(operation.Id, visible, caller.UserId, body.Value), cancellationToken)).Answer(draft =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{draft.Id}";
            return new JsonAnswer<Draft>(draft, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (connectionId, after, limit) = (ConnectionParameter.Read(query), query.Read(After), query.Read(Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var (visible, refusal) = caller.FindListed(connectionId);
        if (visible is null)
            return refusal!;
        if (!await cluster.KnowsAsync(caller, connectionId, context.RequestAborted))
            return Mailboxes.NotFound;
        return (await cluster.Drafts(visible).ListAsync(visible, after, limit, context.RequestAborted)).Answer(page => new JsonAnswer<DraftPage>(page));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.OnDraftAsync(caller, id, (drafts, visible, draftId) => drafts.GetAsync(visible, draftId, cancellationToken)))
            .Answer(draft => new JsonAnswer<Draft>(draft));

    private static async Task<IResult> SaveAsync(
        string id, JsonBody<DraftRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var expected = query.ReadLong(Revision);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        var outcome = await cluster.OnDraftAsync(
            caller, id, (drafts, visible, draftId) => drafts.SaveAsync(visible, draftId, caller.UserId, body.Value, expected == 0 ? null : expected, cancellationToken));
        return outcome.Answer(draft => new JsonAnswer<Draft>(draft));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var expected = query.ReadLong(Revision);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.OnDraftAsync(
            caller, id, (drafts, visible, draftId) => drafts.DeleteAsync(visible, draftId, expected == 0 ? null : expected, cancellationToken));
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> SendAsync(
        string id, JsonBody<DraftSendRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        if (request.UndoSeconds is < 0 or > SendRequest.MaxUndoSeconds)
            fields.Add("undo_seconds", $"Must be from 0 to {SendRequest.MaxUndoSeconds}.");
        fields.Optional("send_at", request.SendAt, MaxText);
        fields.Optional("timezone", request.Timezone, MaxText);
        if (request is { SendAt: not null, UndoSeconds: not null })
            fields.Add("undo_seconds", "Not with send_at: a scheduled message can be cancelled until it is due.");
        if (request is { SendAt: null, Timezone: not null })
            fields.Add("timezone", "Needs send_at.");
        if (request is { SendAt: null, IfNoReply: true })
            fields.Add("if_no_reply", "Needs send_at.");
        if (fields.Any)
            return fields.ToAnswer();
        return (await cluster.OnDraftAsync(caller, id, (drafts, visible, draftId) => drafts.SendAsync(visible, draftId, caller.UserId, request, cancellationToken))).Answer(mail =>
        {
            context.Response.Headers.Location = $"/api/v1/outgoing/{mail.Id}";
            return new JsonAnswer<SendAnswer>(SendAnswer.From(mail), StatusCodes.Status202Accepted);
        });
    }
}
