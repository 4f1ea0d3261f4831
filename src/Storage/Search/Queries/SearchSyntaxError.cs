namespace EmailAgent.Storage.Search.Queries;

/// <summary>Why a query cannot be read.</summary>
/// <param name="Message">One sentence for the person who typed it.</param>
/// <param name="Position">Where, in characters from 0.</param>
public sealed record SearchSyntaxError(string Message, int Position);
