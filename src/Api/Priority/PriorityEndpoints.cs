using EmailAgent.Api.Access;
using EmailAgent.Api.Categories;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Priority;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Priority;

/// <summary>The inbox by what matters, answers that are due, and judgements of messages.</summary>
internal static class PriorityEndpoints
{
    private static readonly TextParameter After = new("after", "The next_after of the previous page.", MaxLength: 100);

    private static readonly IntegerParameter Limit = new("limit", "At most this many.", Default: 20, Min: 1, Max: 100);

    private static readonly ChoiceParameter Kind = new(
        "kind",
        "DueReplyKind",
        "Threads in which the owner was asked and has not answered, or in which the owner asked and there is no answer yet.",
        DueReplyKinds.ToAnswer,
        DueReplyKinds.ToAnswer,
        DueReplyKinds.WaitingFor);

    public static void MapPriorityEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox/priority", ListAsync).WithName("listPriorityInbox").WithTags(EmailEndpoints.Tag)
            .Needs(Permission.MailRead).Describes("Lists messages in the inboxes that are unread, or younger than a week, most important first, with the reasons of their priority. Messages that have not been analyzed yet are left out.")
            .Takes(ConnectionParameter.Only, After, Limit).Answers<PriorityInboxAnswer>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        api.MapGet("/inbox/replies", ListRepliesAsync).WithName("listDueReplies").WithTags(EmailEndpoints.Tag)
            .Needs(Permission.MailRead).Describes("Lists threads of the last 90 days in which an answer is due, newest first, with the time since the question.")
            .Takes(Kind, ConnectionParameter.Only, After, Limit).Answers<DueReplyPage>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        api.MapPost("/emails/{id}/feedback", JudgeAsync).WithName("judgeEmail").WithTags(EmailEndpoints.Tag).DescribesId("a message")
            .Needs(Permission.MailModify).Describes("Judges a message in a mailbox of the caller: whether it matters, what kind of mail it is, and whether an answer is due. Applies at once.")
            .Answers<EmailDetailAnswer>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow, PriorityProblems.NotAnalyzed).Idempotent();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (only, after, limit) = (ConnectionParameter.Read(query), query.Read(After), query.Read(Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var sees = caller.LooksOnly(only);
        var outcome = await cluster.Priority(sees).ListAsync(sees, after, limit, context.RequestAborted);
        if (outcome.Value is { Items.Count: 0 } && !await cluster.KnowsAsync(caller, only, context.RequestAborted))
            return Mailboxes.NotFound;
        return outcome.Answer(page => new JsonAnswer<PriorityInboxAnswer>(PriorityInboxAnswer.From(page)));
    }

    private static async Task<IResult> ListRepliesAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (kind, only, after, limit) = (query.Read(Kind)!, ConnectionParameter.Read(query), query.Read(After), query.Read(Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var sees = caller.LooksOnly(only);
        var outcome = await cluster.Priority(sees).ListRepliesAsync(sees, kind, after, limit, context.RequestAborted);
        if (outcome.Value is { Items.Count: 0 } && !await cluster.KnowsAsync(caller, only, context.RequestAborted))
            return Mailboxes.NotFound;
        return outcome.Answer(page => new JsonAnswer<DueReplyPage>(page));
    }

    private static async Task<IResult> JudgeAsync(
        string id, JsonBody<EmailFeedbackRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        CategoryEdits.Check(fields, request.Category);
        if (!fields.Any && request is { Important: null, Category: null, NeedsReply: null })
            fields.Add("important", "At least one of important, category and needs_reply is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (sees, refusal) = await cluster.LookAsOwnerAsync(caller, id, cancellationToken);
        if (sees is null)
            return refusal!;
        if (request is not { Important: null, NeedsReply: null })
        {
            var outcome = await cluster.Priority(sees).JudgeAsync(sees, id, new MessageJudgement(request.Important, request.NeedsReply), cancellationToken);
            if (outcome.Problem is { } problem)
                return new ProblemAnswer(problem);
        }

        var corrected = request.Category is { } category ? await CategoryEdits.SetAsync(id, category, caller, cluster, cancellationToken) : null;
        return corrected ?? await EmailEndpoints.DetailAsync(id, withThread: false, caller, cluster, cancellationToken);
    }

    private static IPriorityGrain Priority(this IClusterClient cluster, Visibility sees) => cluster.GetGrain<IPriorityGrain>(sees.UserId.ToString("N"));
}
