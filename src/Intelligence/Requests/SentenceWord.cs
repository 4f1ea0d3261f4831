namespace EmailAgent.Intelligence.Requests;

/// <summary>A word of a sentence.</summary>
/// <param name="Hash">The hash of its folded letters.</param>
/// <param name="BeginsClause">Indicates whether a mark of punctuation, the beginning of the sentence or an opening word is before it.</param>
internal readonly record struct SentenceWord(ulong Hash, WordRole Role, bool BeginsClause);
