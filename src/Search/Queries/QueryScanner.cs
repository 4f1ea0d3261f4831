namespace EmailAgent.Search.Queries;

internal enum QueryTokenKind
{
    End,
    Word,
    Quoted,
    Operator,
    Open,
    Close,
    Minus,
    Or,
}

/// <param name="Text">The word, the text between the quotes, or the operator's name in lower case.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, int Position);

/// <summary>Takes the text of a query apart. Never fails: what has no meaning is a word.</summary>
internal sealed class QueryScanner(string text)
{
    private int _next;

    /// <summary>A quotation mark was never closed, at this position; -1 while all is well.</summary>
    public int UnclosedQuote { get; private set; } = -1;

    public QueryToken Next()
    {
        while (_next < text.Length && char.IsWhiteSpace(text[_next]))
            _next++;
        if (_next == text.Length)
            return new QueryToken(QueryTokenKind.End, "", _next);

        var start = _next;
        switch (text[start])
        {
            case '(':
                _next++;
                return new QueryToken(QueryTokenKind.Open, "(", start);
            case ')':
                _next++;
                return new QueryToken(QueryTokenKind.Close, ")", start);
            case '"' or '“' or '”' or '„':
                return Quoted(start);
            case '-' when start + 1 < text.Length && !char.IsWhiteSpace(text[start + 1]):
                _next++;
                return new QueryToken(QueryTokenKind.Minus, "-", start);
            default:
                return Word(start);
        }
    }

    private QueryToken Quoted(int start)
    {
        var end = text.AsSpan(start + 1).IndexOfAny('"', '“', '”');
        if (end < 0)
        {
            UnclosedQuote = start;
            _next = text.Length;
            return new QueryToken(QueryTokenKind.Quoted, text[(start + 1)..], start);
        }

        _next = start + 1 + end + 1;
        return new QueryToken(QueryTokenKind.Quoted, text.Substring(start + 1, end), start);
    }

    private QueryToken Word(int start)
    {
        while (_next < text.Length && !char.IsWhiteSpace(text[_next]) && text[_next] is not ('(' or ')' or '"' or '“' or '”' or '„'))
        {
            if (text[_next] == ':' && SearchOperators.IsKnown(text.AsSpan(start, _next - start)))
            {
                _next++;
                return new QueryToken(QueryTokenKind.Operator, text[start..(_next - 1)].ToLowerInvariant(), start);
            }

            _next++;
        }

        var word = text[start.._next];
        return new QueryToken(word == "OR" ? QueryTokenKind.Or : QueryTokenKind.Word, word, start);
    }
}
