namespace EmailAgent.Intelligence.Priority;

/// <summary>One thing about a message that its priority depends on.</summary>
/// <param name="Code">A permanent code, such as <c>thread.own</c>; weights are stored by it.</param>
/// <param name="Present">Words for the owner if the feature is stronger than usual.</param>
/// <param name="Absent">Words for the owner if it is weaker than usual.</param>
internal sealed record PriorityFeature(string Code, string Present, string Absent);
