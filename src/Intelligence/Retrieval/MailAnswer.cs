namespace EmailAgent.Intelligence.Retrieval;

/// <summary>An answer made of quotes.</summary>
/// <param name="Text">The quotes in one text, each followed by the number of its citation from 1, as in <c>[1]</c>; null if the mail does not answer the question.</param>
/// <param name="Citations">Best first.</param>
internal sealed record MailAnswer(string? Text, IReadOnlyList<AnswerCitation> Citations)
{
    /// <summary>The answer of mail that does not answer the question.</summary>
    public static readonly MailAnswer None = new(null, []);
}
