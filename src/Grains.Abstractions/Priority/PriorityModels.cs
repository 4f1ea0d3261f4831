using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Priority;

/// <summary>A feature of a message that moved its priority.</summary>
/// <param name="Code">A stable code of the feature, such as <c>thread.own</c>.</param>
/// <param name="Words">A sentence for the owner, such as "You wrote in this thread."</param>
/// <param name="Weight">How far it moved the priority, in log-odds: above 0 towards important, below 0 away from it.</param>
[GenerateSerializer, Immutable, Alias("score-reason")]
public sealed record ScoreReason(
    [property: Id(0)] string Code,
    [property: Id(1)] string Words,
    [property: Id(2)] double Weight);

/// <summary>A message with the reasons of its priority.</summary>
[GenerateSerializer, Immutable, Alias("priority-email")]
public sealed record PriorityEmail(
    [property: Id(0)] EmailSummary Email,
    [property: Id(1)] IReadOnlyList<ScoreReason> Reasons);

/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("priority-page")]
public sealed record PriorityPage(
    [property: Id(0)] IReadOnlyList<PriorityEmail> Items,
    [property: Id(1)] string? NextAfter);

/// <summary>A thread in which an answer is due.</summary>
/// <param name="Kind">The side from which the answer is due.</param>
/// <param name="Email">The message that is to be answered: the newest one of the thread that asks for something.</param>
/// <param name="Since">When that message was sent.</param>
/// <param name="WaitingSeconds">Time since then.</param>
[GenerateSerializer, Immutable, Alias("due-reply")]
public sealed record DueReply(
    [property: Id(0)] string ThreadId,
    [property: Id(1), DueReplyKindName] string Kind,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] long WaitingSeconds,
    [property: Id(4)] EmailSummary Email);

/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("due-reply-page")]
public sealed record DueReplyPage(
    [property: Id(0)] IReadOnlyList<DueReply> Items,
    [property: Id(1)] string? NextAfter);

/// <summary>A user's judgement of a message; null leaves a value as it is.</summary>
/// <param name="IsImportant">Whether the message matters to the user.</param>
/// <param name="NeedsReply">Whether an answer to the message is due.</param>
[GenerateSerializer, Immutable, Alias("message-judgement")]
public sealed record MessageJudgement(
    [property: Id(0)] bool? IsImportant,
    [property: Id(1)] bool? NeedsReply);
