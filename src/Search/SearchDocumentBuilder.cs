using System.Runtime.CompilerServices;

namespace EmailAgent.Search;

/// <summary>
/// Makes the full-text document of a message: a tsvector in the binary form PostgreSQL receives, with the weights
/// A subject, B sender, C recipients, D body and attachment names.
/// </summary>
/// <remarks>
/// Not safe for use by several threads at once. Keep and reuse it: it caches words. Accepts any text; the part that exceeds the
/// limits of a tsvector is dropped.
/// </remarks>
internal sealed class SearchDocumentBuilder
{
    private const int MaxPosition = 16383; // of a tsvector; later words all have this one
    private const int FieldGap = 8; // so that no phrase reaches from one field into the next
    private const int NotIndexed = -1;
    private const int MaxRememberedWords = 1 << 17;
    private const ushort WeightA = 3 << 14;
    private const ushort WeightB = 2 << 14;
    private const ushort WeightC = 1 << 14;
    private const ushort WeightD = 0;

    private readonly LexemeTable _lexemes = new();
    private readonly DocumentLexemes _document;
    private int _position;

    public SearchDocumentBuilder() => _document = new DocumentLexemes(_lexemes);

    public byte[] Build(SearchContent content)
    {
        if (_lexemes.Count > MaxRememberedWords)
            _lexemes.Clear();

        _document.Begin();
        _position = 0;
        AddMark(MonthLexeme.Of(content.Date));
        if (content.HasAttachments)
            AddMark("h/attach"u8);
        AddField(content.Subject, WeightA, FieldTag.Subject);
        AddField(content.FromName, WeightB, FieldTag.From);
        AddField(content.FromEmail, WeightB, FieldTag.From);
        foreach (var text in content.To)
            AddField(text, WeightC, FieldTag.To);
        foreach (var text in content.Cc)
            AddField(text, WeightC, FieldTag.Cc);
        foreach (var name in content.AttachmentNames)
            AddField(name, WeightD, FieldTag.Filename);
        AddField(content.BodyText, WeightD, FieldTag.None);
        return _document.ToBinary();
    }

    private void AddMark(ReadOnlySpan<byte> lexeme) => _document.Add(_lexemes.Intern(lexeme, out _), MaxPosition);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddField(string? text, ushort weight, FieldTag tag)
    {
        if (string.IsNullOrEmpty(text))
            return;

        text = TextComposer.Compose(text);
        Span<byte> buffer = stackalloc byte[Tokenizer.BufferSize];
        Span<byte> tagged = stackalloc byte[Tokenizer.BufferSize + 2];
        var tokens = new Tokenizer(text, buffer);
        while (!_document.IsFull && tokens.MoveNext())
        {
            var token = _lexemes.Intern(tokens.Bytes, out _);
            var lexeme = LexemeOf(token, ref tokens);
            var position = (ushort)(Math.Clamp(_position + tokens.Position, 1, MaxPosition) | weight);
            if (lexeme != NotIndexed)
                _document.Add(lexeme, position);

            // Fields are short: there the commonest words cost nothing, and "subject:it" can be answered.
            if (tag != FieldTag.None)
                _document.Add(Tagged(lexeme == NotIndexed ? token : lexeme, tag, tagged), position);
        }

        _position += tokens.Position + FieldGap;
    }

    private int LexemeOf(int number, ref Tokenizer token)
    {
        var lexeme = _lexemes[number].Lexeme;
        if (lexeme == 0)
        {
            var bytes = TokenLexeme.Of(token.Bytes, token.Kind);
            lexeme = bytes.IsEmpty ? NotIndexed : _lexemes.Intern(bytes, out _) + 1;
            _lexemes[number].Lexeme = lexeme;
        }

        return lexeme == NotIndexed ? NotIndexed : lexeme - 1;
    }

    private int Tagged(int lexeme, FieldTag tag, Span<byte> buffer)
    {
        var bytes = _lexemes.BytesOf(lexeme);
        buffer[0] = (byte)tag;
        buffer[1] = (byte)'/';
        bytes.CopyTo(buffer[2..]);
        return _lexemes.Intern(buffer[..(bytes.Length + 2)], out _);
    }
}
