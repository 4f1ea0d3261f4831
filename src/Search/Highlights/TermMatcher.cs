using System.Text;
using EmailAgent.Search.Queries;

namespace EmailAgent.Search.Highlights;

/// <summary>Knows the words of a query when it sees them in a text, in whatever form the index takes for the same.</summary>
internal sealed class TermMatcher
{
    private readonly HashSet<string> _lexemes = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _prefixes = [];
    private readonly bool[] _firstBytes = new bool[256];

    public TermMatcher(IEnumerable<TextTerm> terms)
    {
        _lookup = _lexemes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var term in terms)
            Add(term);
    }

    public bool IsEmpty => _lexemes.Count == 0 && _prefixes.Count == 0;

    public bool Matches(ref Tokenizer token)
    {
        var bytes = token.Bytes;
        if (!_firstBytes[bytes[0]])
            return false;

        Span<char> text = stackalloc char[Tokenizer.MaxBytes];
        foreach (var prefix in _prefixes)
        {
            if (text[..Encoding.UTF8.GetChars(bytes, text)].StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        var lexeme = TokenLexeme.Of(bytes, token.Kind);
        return _lookup.Contains(text[..Encoding.UTF8.GetChars(lexeme, text)]);
    }

    private void Add(TextTerm term)
    {
        var text = TextComposer.Compose(term.Text);
        var tokens = new Tokenizer(text, new byte[Tokenizer.BufferSize]);
        var inRun = false;
        while (tokens.MoveNext())
        {
            var isLast = term.IsPrefix && tokens.End >= text.AsSpan().TrimEnd('*').Length;
            if (tokens.Kind == TokenKind.Compound || (tokens.Kind == TokenKind.LastCharacter && inRun))
                continue;

            inRun = tokens.Kind == TokenKind.Bigram;
            _firstBytes[tokens.Bytes[0]] = true;
            if (isLast || tokens.Kind == TokenKind.LastCharacter)
                _prefixes.Add(Encoding.UTF8.GetString(tokens.Bytes));
            var lexeme = TokenLexeme.Of(tokens.Bytes, tokens.Kind);
            if (!lexeme.IsEmpty)
                _lexemes.Add(Encoding.UTF8.GetString(lexeme));
        }
    }
}
