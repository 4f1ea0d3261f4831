namespace EmailAgent.Storage.Search.Queries;

/// <summary>
/// Reads queries: words, "phrases", -negation, OR, (groups), prefix*, and operators. Words side by side must all occur;
/// OR binds its two neighbours. Never throws; what cannot be read is an error that says where and why.
/// </summary>
internal sealed class SearchQueryParser
{
    private const int MaxLength = 2000;
    private const int MaxTerms = 100;
    private const int MaxDepth = 20;

    private readonly QueryScanner _scanner;
    private readonly DateTimeOffset _now;
    private QueryToken _token;
    private SearchSyntaxError? _error;
    private int _terms;
    private int _depth;

    private SearchQueryParser(string text, DateTimeOffset now)
    {
        _scanner = new QueryScanner(text);
        _now = now;
        Advance();
    }

    /// <param name="text">What somebody typed.</param>
    /// <param name="now">What <c>older_than:</c> counts from.</param>
    public static ParsedSearch Parse(string text, DateTimeOffset now)
    {
        if (text.Length > MaxLength)
            return new ParsedSearch(null, new SearchSyntaxError($"The query is longer than {MaxLength} characters.", MaxLength));

        var parser = new SearchQueryParser(text, now);
        var query = parser.ReadAll(FieldTag.None);
        if (parser._token.Kind == QueryTokenKind.Close)
            parser.Fail("This closing parenthesis has no opening one.", parser._token.Position);
        if (parser._scanner.UnclosedQuote >= 0)
            parser.Fail("This quotation mark is never closed.", parser._scanner.UnclosedQuote);
        return parser._error is { } error ? new ParsedSearch(null, error) : new ParsedSearch(query, null);
    }

    // Parts side by side, up to the end or a closing parenthesis.
    private AllOf ReadAll(FieldTag field)
    {
        var parts = new List<SearchNode>();
        while (_error is null && _token.Kind is not (QueryTokenKind.End or QueryTokenKind.Close))
        {
            if (_token.Kind == QueryTokenKind.Or)
            {
                Fail("OR needs something to search for on both sides.", _token.Position);
                break;
            }

            parts.Add(ReadAny(field));
        }

        return new AllOf(parts);
    }

    private SearchNode ReadAny(FieldTag field)
    {
        var first = ReadNegated(field);
        if (_token.Kind != QueryTokenKind.Or)
            return first;

        var parts = new List<SearchNode> { first };
        while (_error is null && _token.Kind == QueryTokenKind.Or)
        {
            var position = _token.Position;
            Advance();
            if (_token.Kind is QueryTokenKind.End or QueryTokenKind.Close or QueryTokenKind.Or)
                Fail("OR needs something to search for on both sides.", position);
            else
                parts.Add(ReadNegated(field));
        }

        return new AnyOf(parts);
    }

    private SearchNode ReadNegated(FieldTag field)
    {
        var negations = 0;
        while (_token.Kind == QueryTokenKind.Minus)
        {
            negations++;
            Advance();
        }

        if (negations > 0 && _token.Kind is QueryTokenKind.End or QueryTokenKind.Close or QueryTokenKind.Or)
            Fail("There is nothing after this minus sign.", _token.Position);

        var part = ReadTerm(field);
        return negations % 2 == 1 ? new Not(part) : part;
    }

    private SearchNode ReadTerm(FieldTag field)
    {
        var token = _token;
        if (++_terms > MaxTerms)
            return Fail($"The query has more than {MaxTerms} terms.", token.Position);

        Advance();
        return token.Kind switch
        {
            QueryTokenKind.Open => ReadGroup(field, token.Position),
            QueryTokenKind.Operator => ReadOperator(token),
            QueryTokenKind.Quoted => new TextTerm(field, token.Text, IsQuoted: true, IsPrefix: false),
            QueryTokenKind.Word => new TextTerm(field, token.Text, IsQuoted: false, IsPrefix: token.Text.EndsWith('*')),
            _ => new AllOf([]),
        };
    }

    private AllOf ReadGroup(FieldTag field, int position)
    {
        if (++_depth > MaxDepth)
            return Fail($"The query nests parentheses deeper than {MaxDepth}.", position);

        var group = ReadAll(field);
        _depth--;
        if (_token.Kind == QueryTokenKind.Close)
            Advance();
        else
            Fail("This parenthesis is never closed.", position);
        return group;
    }

    private SearchNode ReadOperator(QueryToken token)
    {
        var field = SearchOperators.FieldOf(token.Text);
        var value = _token;
        if (value.Kind == QueryTokenKind.Open && field != FieldTag.None)
            return ReadTerm(field);
        if (value.Kind is not (QueryTokenKind.Word or QueryTokenKind.Quoted or QueryTokenKind.Or) || value.Position != token.Position + token.Text.Length + 1)
            return Fail($"{SearchOperators.Expectation(token.Text)}.", token.Position);
        if (field != FieldTag.None)
            return ReadTerm(field);

        Advance();
        return SearchOperators.Condition(token.Text, value.Text, _now) ?? Fail($"{SearchOperators.Expectation(token.Text)}.", value.Position);
    }

    private void Advance() => _token = _scanner.Next();

    private AllOf Fail(string message, int position)
    {
        _error ??= new SearchSyntaxError(message, position);
        return new AllOf([]);
    }
}
