namespace EmailAgent.Intelligence.Tasks;

/// <summary>A sentence of a message that reports something as done.</summary>
/// <param name="Quote">The sentence, literally.</param>
/// <param name="Start">Its position in the text.</param>
internal sealed record CompletionReport(string Quote, int Start);
