using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Priority;

/// <summary>Priorities of the mail of one user: a stateless worker; the key is the user id.</summary>
[Alias("priority")]
public interface IPriorityGrain : IGrainWithStringKey
{
    /// <summary>
    /// Lists messages in the inbox that are unread, or younger than a week, most important first. Refused with <c>validation_failed</c> for an
    /// <paramref name="after"/> that no page returned.
    /// </summary>
    /// <param name="visible">The mail that is listed.</param>
    /// <param name="after">Cursor of the page before; null for the first.</param>
    /// <param name="limit">At most this many.</param>
    [Alias("list"), Idempotent]
    Task<Outcome<PriorityPage>> ListAsync(Visibility visible, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Lists threads in which an answer is due, newest first. Refused as <see cref="ListAsync"/>.</summary>
    /// <param name="visible">The mail that is listed.</param>
    /// <param name="kind">One of <see cref="DueReplyKinds"/>.</param>
    /// <param name="after">Cursor of the page before; null for the first.</param>
    /// <param name="limit">At most this many.</param>
    [Alias("replies"), Idempotent]
    Task<Outcome<DueReplyPage>> ListRepliesAsync(Visibility visible, string kind, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Records the judgement of a message. The user's model learns from it, and recent mail of the same sender is scored again, before this returns.
    /// A repetition changes nothing. Refused with <c>not_found</c>, or with <c>not_analyzed</c>.
    /// </summary>
    [Alias("judge"), Idempotent]
    Task<Outcome<Done>> JudgeAsync(Visibility visible, string emailId, MessageJudgement judgement, CancellationToken cancellationToken);
}
