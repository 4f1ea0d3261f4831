namespace EmailAgent.Search.Queries;

/// <summary>Reason why a query cannot be parsed.</summary>
/// <param name="Message">One sentence for the person who typed it.</param>
/// <param name="Position">Where, in characters from 0.</param>
internal sealed record SearchSyntaxError(string Message, int Position);
