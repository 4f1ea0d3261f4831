namespace EmailAgent.Intelligence.Summaries;

/// <summary>A sentence of a summary.</summary>
/// <param name="MessageId">The message that it is from.</param>
/// <param name="Quote">The sentence, literally as it is in the text of the message.</param>
/// <param name="Start">Its position in the text of the message, in UTF-16 units.</param>
internal sealed record SummarySentence(Guid MessageId, string Quote, int Start);
