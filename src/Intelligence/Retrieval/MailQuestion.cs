namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A question as it was understood.</summary>
/// <param name="Text">The question, without the words for times and senders that became conditions.</param>
/// <param name="Terms">The distinct stems of the text that carry meaning; none if the question only names a time or a sender.</param>
/// <param name="Names">Those of the terms that are names or numbers, which nothing else can stand for.</param>
/// <param name="From">The first moment of the time that the question names; null for any.</param>
/// <param name="Before">The first moment after that time; null for any.</param>
/// <param name="Sender">The sender that the question names, by name or address; null for any.</param>
/// <param name="IsNewest">Whether only the newest of several messages that answer it is meant.</param>
internal sealed record MailQuestion(
    string Text,
    IReadOnlyList<string> Terms,
    IReadOnlyList<string> Names,
    AnswerKind Kind,
    DateTimeOffset? From,
    DateTimeOffset? Before,
    string? Sender,
    bool IsNewest)
{
    /// <summary>Gets a value indicating whether the question names a time or a sender.</summary>
    public bool HasConditions => From is not null || Before is not null || Sender is not null;
}
