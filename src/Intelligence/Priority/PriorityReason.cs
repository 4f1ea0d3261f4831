namespace EmailAgent.Intelligence.Priority;

/// <summary>A feature that moved a score.</summary>
/// <param name="Code">The code of the feature.</param>
/// <param name="Words">A sentence for the owner, such as "You wrote in this thread."</param>
/// <param name="Weight">How far it moved the score, in log-odds against the usual message: above 0 towards important.</param>
internal sealed record PriorityReason(string Code, string Words, double Weight);
