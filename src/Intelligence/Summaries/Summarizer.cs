namespace EmailAgent.Intelligence.Summaries;

/// <summary>Chooses the sentences that say most about a message or a thread.</summary>
internal static class Summarizer
{
    /// <summary>Returns up to three sentences in the order of the thread; none if no message has text of its author.</summary>
    /// <param name="thread">The messages, oldest first.</param>
    public static IReadOnlyList<SummarySentence> Summarize(IReadOnlyList<AnalyzedMessage> thread) => [];
}
