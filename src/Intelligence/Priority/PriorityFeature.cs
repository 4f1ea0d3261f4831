namespace EmailAgent.Intelligence.Priority;

/// <summary>One thing about a message that its priority depends on.</summary>
/// <param name="Code">A permanent code, such as <c>thread.own</c>; weights are stored by it.</param>
/// <param name="Value">Computes it, 0 to 1; not a number if it is unknown.</param>
/// <param name="More">A sentence for the owner if the value is higher than usual.</param>
/// <param name="Less">A sentence for the owner if it is lower than usual.</param>
internal sealed record PriorityFeature(string Code, Func<PriorityInput, double> Value, string More, string Less);
