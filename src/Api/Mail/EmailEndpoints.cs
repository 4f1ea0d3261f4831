using EmailAgent.Api.Access;
using EmailAgent.Api.Answers;
using EmailAgent.Api.Editing;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using Microsoft.AspNetCore.Http.Timeouts;

namespace EmailAgent.Api.Mail;

internal static class EmailEndpoints
{
    public static readonly ApiTag Tag = new("Mail", "Messages, labels, folders and search.", 60);

    // What a request for a raw message holds in memory at a time.
    private const int RawPartBytes = 512 * 1024;

    private static readonly BooleanParameter IncludeThread = new("include_thread", "Adds the messages of its thread.");

    public static void MapEmailEndpoints(this IEndpointRouteBuilder api)
    {
        var emails = api.MapGroup("/emails").WithTags(Tag).DescribesId("a message");
        emails.MapGet("", (HttpContext context, Caller caller, IClusterClient cluster) => EmailLists.AnswerAsync(context, caller, cluster, label: null)).WithName("listEmails")
            .Needs(Permission.MailRead).Describes("Lists the caller's messages, newest first, or those of one mailbox with connection_id. Trash and spam are left out unless requested with in or label.")
            .Takes(EmailListParameters.OfList).Answers<PageAnswer<EmailSummary>>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        emails.MapGet("/{id}", GetAsync).WithName("getEmail")
            .Needs(Permission.MailRead).Describes("Returns a message.")
            .Takes(IncludeThread).Answers<EmailDetailAnswer>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        emails.MapGet("/{id}/thread", GetThreadAsync).WithName("listThreadEmails")
            .Needs(Permission.MailRead).Describes("Lists all messages of a message's thread, oldest first.")
            .Answers<ListAnswer<EmailSummary>>(200).Refuses(ProblemCodes.NotFound);
        emails.MapGet("/{id}/raw", GetRawAsync).WithName("getRawEmail")
            .Needs(Permission.MailRead).WithMetadata(new DisableRequestTimeoutAttribute())
            .Describes("Returns the message as stored on the mail server (RFC 5322), streamed as fast as the caller reads it. A caller with too many large answers in progress is refused with rate_limited.")
            .Answers<Stream>(200, RawMessageAnswer.ContentType).Refuses(ProblemCodes.NotFound, EditProblems.MessageGone, ConnectionProblems.MailboxUnavailable);
        api.MapEmailEditEndpoints();
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var withThread = query.Read(IncludeThread) ?? false;
        return query.Errors.Any ? query.Errors.ToAnswer() : await DetailAsync(id, withThread, caller, cluster, context.RequestAborted);
    }

    private static async Task<IResult> GetThreadAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.GetGrain<IMailQueryGrain>(0).GetThreadAsync(await cluster.LookAsync(caller, id, cancellationToken), id, cancellationToken))
            .Answer(thread => new JsonAnswer<ListAnswer<EmailSummary>>(ListAnswer<EmailSummary>.From(thread)));

    private static async Task<IResult> GetRawAsync(
        string id, HttpContext context, Caller caller, IClusterClient cluster, AnswerBudget budget, CancellationToken cancellationToken)
    {
        var sees = await cluster.LookAsync(caller, id, cancellationToken);
        var location = await cluster.GetGrain<IMailQueryGrain>(0).LocateAsync(sees, id, cancellationToken);
        if (location.Value is not { } found)
        {
            return new ProblemAnswer(location.Problem!);
        }

        if (budget.Reserve(context, found.InOnePiece ? found.Size : Math.Min(found.Size, RawPartBytes)) is { } refusal)
        {
            return new ProblemAnswer(refusal);
        }

        var mailbox = cluster.GetGrain<IMailboxGrain>(new MailboxId(sees.UserId, Guid.ParseExact(found.ConnectionId, "N")).ToString());
        return (await mailbox.ReadRawAsync(found.Id, 0, RawPartBytes, cancellationToken)).Answer(first => new RawMessageAnswer(
            found.Id, first, (offset, stop) => mailbox.ReadRawAsync(found.Id, offset, RawPartBytes, stop)));
    }

    /// <summary>Returns the current state of a message, or its absence.</summary>
    public static async Task<IResult> DetailAsync(string id, bool withThread, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var mail = cluster.GetGrain<IMailQueryGrain>(0);
        var sees = await cluster.LookAsync(caller, id, cancellationToken);
        var detail = await mail.GetAsync(sees, id, cancellationToken);
        var thread = withThread && detail.Value is not null ? await mail.GetThreadAsync(sees, id, cancellationToken) : null;
        return detail.Answer(found => new JsonAnswer<EmailDetailAnswer>(EmailDetailAnswer.From(found, thread?.Value)) { Tagged = true });
    }
}
