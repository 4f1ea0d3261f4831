namespace EmailAgent.Intelligence.Dates;

/// <summary>A meaning of a word in expressions of time.</summary>
internal readonly record struct DateWord(DateWordKind Kind, int Value);
