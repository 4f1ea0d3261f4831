using EmailAgent.Intelligence.Requests;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>A sentence with its purpose.</summary>
/// <param name="Template">The sentence that it was made of: examples of one template never are on both sides of a split.</param>
internal sealed record RequestExample(string Sentence, SentenceKind Kind, string Template);
