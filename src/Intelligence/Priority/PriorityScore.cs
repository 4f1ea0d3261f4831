namespace EmailAgent.Intelligence.Priority;

/// <summary>The priority of a message.</summary>
/// <param name="Value">The estimated probability that the owner will act on the message, 0 to 1.</param>
/// <param name="Reasons">The three features that moved it most, the strongest first.</param>
internal sealed record PriorityScore(double Value, IReadOnlyList<PriorityReason> Reasons);
