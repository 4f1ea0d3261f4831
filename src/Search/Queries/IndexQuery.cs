namespace EmailAgent.Search.Queries;

/// <summary>A query of the full-text index.</summary>
internal abstract record IndexQuery;

/// <param name="Text">The lexeme as it is in the index, with the mark of its field if the query names one.</param>
/// <param name="IsPrefix">Whether every lexeme that begins with the text matches.</param>
internal sealed record IndexLexeme(string Text, bool IsPrefix) : IndexQuery;

internal sealed record BothOf(IndexQuery Left, IndexQuery Right) : IndexQuery;

internal sealed record EitherOf(IndexQuery Left, IndexQuery Right) : IndexQuery;

/// <param name="Distance">Positions from the first to the second.</param>
internal sealed record PhraseOf(IndexQuery First, short Distance, IndexQuery Second) : IndexQuery;
