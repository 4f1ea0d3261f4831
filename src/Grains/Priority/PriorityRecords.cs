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
