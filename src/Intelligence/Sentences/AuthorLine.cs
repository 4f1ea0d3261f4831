namespace EmailAgent.Intelligence.Sentences;

/// <summary>A line of a message.</summary>
/// <param name="End">The position after the line, without white space at its end.</param>
/// <param name="IsText">Indicates whether the author wrote it as text: it is not empty, quotes nothing and is no header field.</param>
internal readonly record struct AuthorLine(int Start, int End, bool IsText);
