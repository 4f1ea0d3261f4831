namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A word of a text.</summary>
/// <param name="Stem">The word as it is compared: in lower case, without accents and endings.</param>
/// <param name="Start">The position of the word in the text.</param>
/// <param name="Length">The number of characters that the word has in the text.</param>
internal readonly record struct FoundTerm(string Stem, int Start, int Length);
