namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A passage that supports an answer.</summary>
/// <param name="Quote">The characters of the message's text from <paramref name="Start"/> on, unchanged.</param>
/// <param name="Start">The position in the text, counted in UTF-16 code units.</param>
/// <param name="Score">The part of the question that the passage supports, from 0 to 1.</param>
internal sealed record AnswerCitation(Guid MessageId, string Quote, int Start, double Score);
