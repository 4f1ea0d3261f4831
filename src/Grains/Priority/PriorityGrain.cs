using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Priority;

[StatelessWorker, Reentrant]
internal sealed class PriorityGrain(PriorityReader reader, JudgementStore judgements, TimeProvider time) : Grain, IPriorityGrain
{
    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");
    private static readonly Problem NoSuchMessage = new(ProblemCodes.NotFound, "There is no such message.");

    private static readonly Problem NotAnalyzed = new(
        PriorityProblems.NotAnalyzed, "The message has no priority: it has not been analyzed yet, or it is one that you sent.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<PriorityPage>> ListAsync(Visibility visible, string? after, int limit, CancellationToken cancellationToken)
    {
        if (!ScoredPosition.TryParse(after, out var position) || position is { Score: null })
            return NoSuchPage;
        var ranked = await reader.ListAsync(Own(visible), position, limit, cancellationToken);
        return new PriorityPage([.. ranked.Select(email => email.Email)], ranked.Count < limit ? null : ranked[^1].Position.ToString());
    }

    public async Task<Outcome<DueReplyPage>> ListRepliesAsync(Visibility visible, string kind, string? after, int limit, CancellationToken cancellationToken)
    {
        if (!ListPosition.TryParse(after, out var position))
            return NoSuchPage;
        var emails = await reader.ListUnansweredAsync(Own(visible), kind == DueReplyKinds.WaitingFor, position, limit, cancellationToken);
        var now = time.GetUtcNow();
        var next = emails.Count < limit ? null : new ListPosition(emails[^1].Date.UtcDateTime, Guid.ParseExact(emails[^1].Id, "N"), 0).ToString();
        return new DueReplyPage([.. emails.Select(email => ToDueReply(email, kind, now))], next);
    }

    public async Task<Outcome<Done>> JudgeAsync(Visibility visible, string emailId, MessageJudgement judgement, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(emailId, out var id))
            return NoSuchMessage;
        return await judgements.RecordAsync(Own(visible), id, judgement, cancellationToken) switch
        {
            JudgementResult.Recorded => Done.Value,
            JudgementResult.NotAnalyzed => NotAnalyzed,
            _ => NoSuchMessage,
        };
    }

    private static DueReply ToDueReply(EmailSummary email, string kind, DateTimeOffset now) =>
        new(email.ThreadId, kind, email.Date, Math.Max(0, (long)(now - email.Date).TotalSeconds), email);

    // Of no other user, regardless of the request.
    private Visibility Own(Visibility visible) => visible with { UserId = UserId };
}
