namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A message that was found, with its rank among others.</summary>
/// <param name="Score">Comparable only within one ranking; higher is better.</param>
internal sealed record RankedMessage(Guid MessageId, Guid ThreadId, double Score);
