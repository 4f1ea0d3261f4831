namespace EmailAgent.Intelligence.Requests;

/// <summary>The judgement of a sentence.</summary>
/// <param name="Kind">The most likely purpose.</param>
/// <param name="Confidence">The probability of it, 0 to 1.</param>
internal readonly record struct SentenceVerdict(SentenceKind Kind, double Confidence);
