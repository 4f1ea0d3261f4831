using System.Text;

namespace EmailAgent.Search.Queries;

/// <summary>Words and phrases as queries of the index, through the same tokenizer and stemmer that made the documents.</summary>
internal ref struct TextQuery
{
    private readonly TextTerm _term;
    private readonly string _text;
    private readonly List<(IndexQuery Query, int Position)> _parts = [];
    private readonly List<(IndexQuery Query, int Position)> _common = [];
    private Tokenizer _tokens;
    private IndexQuery? _whole;
    private IndexQuery? _symbols;
    private bool _inRun;

    private TextQuery(TextTerm term)
    {
        _term = term;
        _text = TextComposer.Compose(term.Text);
        _tokens = new Tokenizer(_text, new byte[Tokenizer.BufferSize]);
    }

    /// <summary>Returns the query of a term; null if it contains nothing that is indexed.</summary>
    public static IndexQuery? Of(TextTerm term)
    {
        var query = new TextQuery(term);
        while (query._tokens.MoveNext())
            query.Add();
        return query.Build();
    }

    /// <summary>Returns whether the text contains any word, even one that is too common to be indexed.</summary>
    public static bool HasWords(string text) => new Tokenizer(TextComposer.Compose(text), new byte[Tokenizer.BufferSize]).MoveNext();

    private void Add()
    {
        var raw = Encoding.UTF8.GetString(_tokens.Bytes);
        switch (_tokens.Kind)
        {
            case TokenKind.Compound:
                // A word that is an address, a host or a name such as AT&T as a whole is in the index as such.
                if (!_term.IsPrefix && _whole is null && IsAll(_text, _tokens.Start, _tokens.End))
                    _whole = Lexeme(raw, false);
                break;
            case TokenKind.Symbol:
                var symbol = Lexeme(raw, false);
                _symbols = _symbols is null ? symbol : new BothOf(_symbols, symbol);
                break;
            case TokenKind.Bigram:
                _inRun = true;
                _parts.Add((Lexeme(raw, false), _tokens.Position));
                break;
            case TokenKind.LastCharacter:
                // After a pair it adds nothing; alone it is the beginning of pairs.
                if (!_inRun)
                    _parts.Add((Lexeme(raw, true), _tokens.Position));
                _inRun = false;
                break;
            default:
                AddWord(raw);
                break;
        }
    }

    private void AddWord(string raw)
    {
        var isPrefix = _term.IsPrefix && _tokens.End >= _text.AsSpan().TrimEnd('*').Length;
        var lexeme = TokenLexeme.Of(_tokens.Bytes, _tokens.Kind);
        var position = _tokens.Position;
        if (isPrefix)
            _parts.Add((lexeme.IsEmpty ? Lexeme(raw, true) : new EitherOf(Lexeme(raw, true), Lexeme(Encoding.UTF8.GetString(lexeme), false)), position));
        else if (!lexeme.IsEmpty)
            _parts.Add((Lexeme(Encoding.UTF8.GetString(lexeme), false), position));
        else if (_term.Field != FieldTag.None)
            _common.Add((Lexeme(raw, false), position));
    }

    // The common words of a field count only if it has no others: alongside other words they match any word, as everywhere.
    private readonly IndexQuery? Build()
    {
        var phrase = Phrase(_parts.Count > 0 ? _parts : _common);
        if (_whole is not null && (phrase is null || !_term.IsQuoted))
            phrase = phrase is null ? _whole : new EitherOf(_whole, phrase);
        return _symbols is null ? phrase : phrase is null ? _symbols : new BothOf(phrase, _symbols);
    }

    private static bool IsAll(string text, int start, int end) =>
        !text.AsSpan(0, start).ContainsAnyInRange('0', 'z') && !text.AsSpan(end).ContainsAnyInRange('0', 'z');

    private readonly IndexLexeme Lexeme(string text, bool isPrefix) => FieldLexeme.Of(_term.Field, text, isPrefix);

    private static IndexQuery? Phrase(List<(IndexQuery Query, int Position)> parts)
    {
        if (parts.Count == 0)
            return null;

        var (phrase, position) = parts[0];
        foreach (var part in parts.Skip(1))
        {
            phrase = new PhraseOf(phrase, (short)Math.Min(part.Position - position, short.MaxValue), part.Query);
            position = part.Position;
        }

        return phrase;
    }
}
