using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Shares;
using EmailAgent.Grains.Templates;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Api.Outgoing;

/// <summary>Messages on their way out: sent now or later, followed, cancelled and sent again.</summary>
internal static class OutgoingEndpoints
{
    public static readonly ApiTag Tag = new("Sending", "Messages that are to be sent, and what became of them.", 65);

    private const int MaxText = 200;

    private static readonly TextParameter After = new("after", "The next_after of the previous page.", MaxText);

    private static readonly IntegerParameter Limit = new("limit", "At most this many.", Default: 50, Min: 1, Max: 200);

    private static readonly ChoiceParameter State = new(
        "state",
        "OutgoingState",
        "Only messages in this state.",
        Default: null,
        OutgoingStates.Scheduled,
        OutgoingStates.Queued,
        OutgoingStates.Sending,
        OutgoingStates.Sent,
        OutgoingStates.Failed,
        OutgoingStates.Unknown,
        OutgoingStates.Cancelled);

    /// <summary>The refusals of a message that is to be sent.</summary>
    public static readonly string[] SendRefusals =
    [
        ProblemCodes.Invalid,
        ShareProblems.AccessTooLow,
        ProblemCodes.NotFound,
        OutgoingProblems.CannotSend,
        OutgoingProblems.LimitReached,
        CompositionProblems.TooLarge,
        CompositionProblems.RecipientNotAllowed,
        TemplateProblems.Failed,
        UploadProblems.MalwareFound,
        UploadProblems.ScannerUnavailable,
        EditProblems.MessageGone,
        MailProblems.TooLargeToRead,
        ConnectionProblems.MailboxUnavailable,
        BlobProblems.StorageFull,
    ];

    public static void MapOutgoingEndpoints(this IEndpointRouteBuilder api)
    {
        var emails = api.MapGroup("/emails").WithTags(Tag).DescribesId("a scheduled message");
        emails.MapPost("/send", SendAsync).WithName("sendEmail")
            .Needs(Permission.MailSend).Describes("Sends a message, once. It can be cancelled for certain during undo_seconds. GET /outgoing/{id} and events report its outcome.")
            .Answers<SendAnswer>(202).Refuses(SendRefusals).Idempotent();
        emails.MapPost("/schedule", ScheduleAsync).WithName("scheduleEmail")
            .Needs(Permission.MailSend).Describes("Sends a message at a later time, once. It can be changed and cancelled until then.")
            .Answers<SendAnswer>(202).Refuses([.. SendRefusals, ProblemCodes.TooMany]).Idempotent();
        emails.MapGet("/scheduled", ListScheduledAsync).WithName("listScheduledEmails")
            .Needs(Permission.MailSend).Describes("Lists scheduled messages in the order in which they are due.")
            .Takes(ConnectionParameter.Only, After, Limit).Answers<OutgoingPage>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        emails.MapPatch("/scheduled/{id}", ChangeAsync).WithName("updateScheduledEmail")
            .Needs(Permission.MailSend).Describes("Changes the time or the content of a scheduled message.")
            .Answers<OutgoingMail>(200).Refuses([.. SendRefusals, OutgoingProblems.TooLate]).HonorsIfMatch().Idempotent();
        emails.MapDelete("/scheduled/{id}", CancelAsync).WithName("cancelScheduledEmail")
            .Needs(Permission.MailSend).Describes("Cancels a scheduled message. The answer is true: after 204 it is never sent.")
            .Answers(204).Refuses(ProblemCodes.NotFound, OutgoingProblems.TooLate).HonorsIfMatch().Idempotent();

        var outgoing = api.MapGroup("/outgoing").WithTags(Tag).DescribesId("an outgoing message");
        outgoing.MapGet("", ListAsync).WithName("listOutgoing")
            .Needs(Permission.MailSend).Describes("Lists messages that are to be sent or were, newest first, with their first 20 recipients.")
            .Takes(State, ConnectionParameter.Only, After, Limit).Answers<OutgoingPage>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        outgoing.MapGet("/{id}", GetAsync).WithName("getOutgoing")
            .Needs(Permission.MailSend).Describes("Returns an outgoing message with the result for each recipient.")
            .Answers<OutgoingMail>(200).Refuses(ProblemCodes.NotFound);
        outgoing.MapDelete("/{id}", CancelAsync).WithName("deleteOutgoing")
            .Needs(Permission.MailSend).Describes("Cancels a message that is surely not sent. The answer is true: after 204 it is never sent.")
            .Answers(204).Refuses(ProblemCodes.NotFound, OutgoingProblems.TooLate).HonorsIfMatch().Idempotent();
        outgoing.MapPost("/{id}/cancel", CancelAndGetAsync).WithName("cancelOutgoing")
            .Needs(Permission.MailSend).Describes("Cancels a message that is surely not sent, and returns it. The answer is true: after 200 it is never sent.")
            .Answers<OutgoingMail>(200).Refuses(ProblemCodes.NotFound, OutgoingProblems.TooLate).Idempotent();
        outgoing.MapPost("/{id}/retry", RetryAsync).WithName("retryOutgoing")
            .Needs(Permission.MailSend).Describes("Sends a message again to the recipients that it was not sent to. One whose outcome is unknown may arrive twice.")
            .Answers<OutgoingMail>(200).Refuses(ProblemCodes.NotFound, OutgoingProblems.TooLate).Idempotent();
    }

    private static async Task<IResult> SendAsync(
        JsonBody<SendRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        if (request.UndoSeconds is < 0 or > SendRequest.MaxUndoSeconds)
            fields.Add("undo_seconds", $"Must be from 0 to {SendRequest.MaxUndoSeconds}.");
        if (fields.Any)
            return fields.ToAnswer();
        var (visible, refusal) = caller.FindSender(request.ConnectionId);
        return visible is null
            ? refusal!
            : await AcceptAsync(new OutgoingOrder(operation.Id, visible, caller.UserId, request, request.UndoSeconds), context, cluster, cancellationToken);
    }

    private static async Task<IResult> ScheduleAsync(
        JsonBody<ScheduleRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("send_at", request.SendAt, MaxText);
        fields.Optional("timezone", request.Timezone, MaxText);
        if (request.IfNoReply == true && request.InReplyToId is null)
            fields.Add("if_no_reply", "Needs in_reply_to_id, the message whose reply cancels this one.");
        if (fields.Any)
            return fields.ToAnswer();
        var (visible, refusal) = caller.FindSender(request.ConnectionId);
        if (visible is null)
            return refusal!;
        var order = new OutgoingOrder(operation.Id, visible, caller.UserId, request, UndoSeconds: null, request.SendAt, request.Timezone, request.IfNoReply == true);
        return await AcceptAsync(order, context, cluster, cancellationToken);
    }

    private static async Task<IResult> AcceptAsync(OutgoingOrder order, HttpContext context, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Outgoing(order.Visible).SendAsync(order, cancellationToken)).Answer(mail =>
        {
            context.Response.Headers.Location = $"/api/v1/outgoing/{mail.Id}";
            return new JsonAnswer<SendAnswer>(SendAnswer.From(mail), StatusCodes.Status202Accepted);
        });

    private static Task<IResult> ListScheduledAsync(HttpContext context, Caller caller, IClusterClient cluster) =>
        AnswerListAsync(new QueryReader(context.Request.Query), OutgoingStates.Scheduled, byTime: true, context, caller, cluster);

    private static Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        return AnswerListAsync(query, query.Read(State), byTime: false, context, caller, cluster);
    }

    private static async Task<IResult> AnswerListAsync(
        QueryReader query, string? state, bool byTime, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var (connectionId, after, limit) = (ConnectionParameter.Read(query), query.Read(After), query.Read(Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var (visible, refusal) = caller.FindListed(connectionId);
        if (visible is null)
            return refusal!;
        if (!await cluster.KnowsAsync(caller, connectionId, context.RequestAborted))
            return Mailboxes.NotFound;
        var outcome = await cluster.Outgoing(visible).ListAsync(visible, state, byTime, after, limit, context.RequestAborted);
        return outcome.Answer(page => new JsonAnswer<OutgoingPage>(page));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.OnMailAsync(caller, id, (outgoing, visible, mailId) => outgoing.GetAsync(visible, mailId, cancellationToken)))
            .Answer(mail => new JsonAnswer<OutgoingMail>(mail) { Tagged = true });

    private static async Task<IResult> ChangeAsync(
        string id, JsonBody<ScheduleChanges> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, changes) = (body.Fields, body.Value);
        fields.Optional("send_at", changes.SendAt, MaxText);
        fields.Optional("timezone", changes.Timezone, MaxText);
        if (changes is { Timezone: not null, SendAt: null })
            fields.Add("timezone", "Needs send_at.");
        if (!fields.Any && changes is { SendAt: null, IfNoReply: null, Message: null })
            fields.Add("send_at", "At least one of send_at, if_no_reply and message is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (refused, expected) = await IfMatch.CheckAsync<OutgoingMail>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        return refused
            ?? (await cluster.OnMailAsync(caller, id, (outgoing, visible, mailId) => outgoing.ChangeAsync(visible, mailId, caller.UserId, changes, expected, cancellationToken)))
                .Answer(mail => new JsonAnswer<OutgoingMail>(mail) { Tagged = true });
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (refused, expected) = await IfMatch.CheckAsync<OutgoingMail>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        return refused
            ?? (await cluster.OnMailAsync(caller, id, (outgoing, visible, mailId) => outgoing.CancelAsync(visible, mailId, expected, cancellationToken)))
                .Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> CancelAndGetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.OnMailAsync(caller, id, (outgoing, visible, mailId) => outgoing.CancelAsync(visible, mailId, expected: null, cancellationToken)))
            .Answer(mail => new JsonAnswer<OutgoingMail>(mail));

    private static async Task<IResult> RetryAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.OnMailAsync(caller, id, (outgoing, visible, mailId) => outgoing.RetryAsync(visible, mailId, cancellationToken)))
            .Answer(mail => new JsonAnswer<OutgoingMail>(mail));
}
