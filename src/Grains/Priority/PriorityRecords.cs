using EmailAgent.Intelligence.Priority;

namespace EmailAgent.Grains.Priority;

/// <summary>A message of which the owner of a mailbox showed how much it matters.</summary>
/// <param name="Weight">How much it counts, 0 to 1.</param>
internal sealed record PriorityLesson(Guid MessageId, bool IsImportant, double Weight);

/// <summary>The priority of a message as it is stored.</summary>
internal sealed record StoredPriority(Guid MessageId, float Score, IReadOnlyList<ScoreReason> Reasons);

/// <summary>The result of a judgement.</summary>
internal enum JudgementResult
{
    Recorded,
    NoSuchMessage,
    NotAnalyzed,
}

/// <summary>A message that the owner answered.</summary>
internal sealed record AnsweredMessage(Guid Id, string Person, string Source, DateTimeOffset AnsweredAt);

/// <summary>A received message with what is known of its sender and its thread.</summary>
/// <param name="Person">The sender's address in lower case.</param>
/// <param name="IsImportant">What the owner said of the message; null for nothing.</param>
internal sealed record SenderFacts(string Person, PriorityFacts Facts, bool? IsImportant);

/// <summary>A message in a list by priority, with its place there.</summary>
internal sealed record RankedEmail(PriorityEmail Email, ScoredPosition Position);
