namespace EmailAgent.Search.Queries;

/// <summary>
/// Parses queries: words, "phrases", -negation, OR, (groups), prefix*, and operators. Adjacent words must all match; OR binds its two
/// neighbours. Never throws: a query that cannot be parsed is an error with a reason and a position.
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

    /// <param name="text">The query as typed.</param>
    /// <param name="now">What <c>older_than:</c> counts from.</param>
    public static ParsedSearch Parse(string text, DateTimeOffset now)
    {
        if (text.Length > MaxLength)
            return new ParsedSearch(null, new SearchSyntaxError($"The query is longer than {MaxLength} characters.", MaxLength));

        var parser = new SearchQueryParser(text, now);
        var query = new AllOf(parser.ReadAll(FieldTag.None));
        if (parser._token.Kind == QueryTokenKind.Close)
            parser.Fail("This closing parenthesis has no opening one.", parser._token.Position);
        if (parser._scanner.UnclosedQuote >= 0)
            parser.Fail("This quotation mark is never closed.", parser._scanner.UnclosedQuote);
        if (query.Parts is [Unanswerable only])
            parser.Refuse(only);
        if (query.Parts.Count == 0 && text.Length > 0)
            parser.Fail("There is nothing to search for.", 0);
        return parser._error is { } error ? new ParsedSearch(null, error) : new ParsedSearch(query, null);
    }

    // Parts side by side, up to the end or a closing parenthesis. What cannot be answered is left to the others; without others one of them stands for all.
    private List<SearchNode> ReadAll(FieldTag field)
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

        var answerable = parts.FindAll(part => part is not Unanswerable);
        return answerable.Count > 0 || parts.Count == 0 ? answerable : parts[..1];
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

        return new AnyOf([.. parts.Select(Answerable)]);
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
        if (negations == 0)
            return part;
        part = Answerable(part);
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
            QueryTokenKind.Quoted => Text(new TextTerm(field, token.Text, IsQuoted: true, IsPrefix: false), token.Position),
            QueryTokenKind.Word when SearchOperators.IsOfPeople(field) && token.Text.Equals("me", StringComparison.OrdinalIgnoreCase) => new OwnAddress(field),
            QueryTokenKind.Word or QueryTokenKind.Or => Text(new TextTerm(field, token.Text, IsQuoted: false, IsPrefix: token.Text.EndsWith('*')), token.Position),
            _ => new AllOf([]),
        };
    }

    private SearchNode Text(TextTerm term, int position)
    {
        if (TextQuery.Of(term) is not null)
            return term;
        var unanswerable = new Unanswerable(term.Text, position);
        return term.Field == FieldTag.None ? unanswerable : Refuse(unanswerable);
    }

    private SearchNode ReadGroup(FieldTag field, int position)
    {
        if (++_depth > MaxDepth)
            return Fail($"The query nests parentheses deeper than {MaxDepth}.", position);

        var group = ReadAll(field);
        _depth--;
        if (_token.Kind == QueryTokenKind.Close)
            Advance();
        else
            Fail("This parenthesis is never closed.", position);
        if (group.Count == 0)
            return Fail("There is nothing between these parentheses.", position);
        return group is [Unanswerable only] ? only : new AllOf(group);
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
        return SearchOperators.Condition(token.Text, value.Text, value.Position, _now) ?? Fail($"{SearchOperators.Expectation(token.Text)}.", value.Position);
    }

    private void Advance() => _token = _scanner.Next();

    // Alongside other words a common word is skipped. Under a minus sign, OR or an operator it would decide the result wrongly.
    private SearchNode Answerable(SearchNode node) => node is Unanswerable unanswerable ? Refuse(unanswerable) : node;

    private AllOf Refuse(Unanswerable term) => Fail(
        TextQuery.HasWords(term.Text)
            ? $"\"{term.Text}\" is too common to be searched for; add a rarer word beside it, or look for it in a field, such as subject:."
            : $"There is no letter, digit or symbol to search for in \"{term.Text}\".",
        term.Position);

    private AllOf Fail(string message, int position)
    {
        _error ??= new SearchSyntaxError(message, position);
        return new AllOf([]);
    }
}
