using System.Runtime.CompilerServices;
using System.Text;

namespace EmailAgent.Search;

/// <summary>
/// Splits a text into tokens, in one pass: words in lower case without accents, numbers, e-mail addresses and host names as a whole
/// after their parts, pairs of characters for scripts without spaces. Queries and documents both use it, so that they match.
/// </summary>
internal ref struct Tokenizer
{
    /// <summary>Longest token in bytes of UTF-8. Longer ones are cut there (a compound is dropped).</summary>
    public const int MaxBytes = 96;

    private const int Slack = 8;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<byte> _buffer;
    private int _next;
    private int _length;
    private int _bigramEnd;
    private int _symbolEnd;
    private int _nameStart;
    private int _nameEnd;
    private CompoundScanner _compound;

    /// <param name="text">What to take apart.</param>
    /// <param name="buffer">Room for one token: at least <see cref="BufferSize"/> bytes.</param>
    public Tokenizer(ReadOnlySpan<char> text, Span<byte> buffer)
    {
        _text = text;
        _buffer = buffer;
        _compound = new CompoundScanner(text);
    }

    public static int BufferSize => MaxBytes + Slack;

    public TokenKind Kind { get; private set; }

    /// <summary>Gets the start of the token in the text.</summary>
    public int Start { get; private set; }

    /// <summary>The character after it.</summary>
    public int End { get; private set; }

    /// <summary>
    /// Words passed so far: the token's position, from 1. Compounds share that of the last of their words, symbols that of the word
    /// before them, which is 0 at the beginning.
    /// </summary>
    public int Position { get; private set; }

    /// <summary>The token in its normal form, as UTF-8; valid until the next move.</summary>
    public readonly Span<byte> Bytes => _buffer[..Math.Min(_length, MaxBytes)];

    // Optimized at once, like all that sees every word: see LexemeTable.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        if (_bigramEnd > 0)
            return MoveNextCharacter();
        if (_compound.TryTake(out var start, out var end) && SetCompound(start, end))
            return true;
        if (_nameEnd > 0 && _next >= _nameEnd && TakeName())
            return true;

        var text = _text;
        var words = CharacterClasses.AsciiWord;
        for (var next = _next; next < text.Length; next++)
        {
            var c = text[next];
            if (c < words.Length && words[c] == 0)
                continue;

            _next = next;
            if (c < words.Length || StartsToken())
                return _bigramEnd > 0 ? MoveNextCharacter() : _symbolEnd > 0 ? ReadSymbol() : ReadWord();
        }

        _next = text.Length;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadWord()
    {
        // Locals, because this loop sees every letter of every message.
        var text = _text;
        var words = CharacterClasses.AsciiWord;
        var buffer = _buffer;
        var next = _next;
        var length = 0;
        var plain = true;
        Start = next;
        for (; next < text.Length; next++)
        {
            var c = text[next];
            if (c >= words.Length)
            {
                (_next, _length) = (next, length);
                if (!AppendBeyondAscii(ref plain))
                    break;
                (next, length) = (_next - 1, _length);
                continue;
            }

            var letter = words[c];
            if (letter == 0)
                break;
            plain &= letter > '9';
            if (length < MaxBytes)
                buffer[length++] = letter;
        }

        (_next, _length) = (next, length);
        End = next;
        Position++;
        Kind = plain && length < MaxBytes ? TokenKind.PlainWord : TokenKind.Word;
        if (_compound.IsOpen || (next < text.Length && CharacterClasses.IsJoiner(text[next])))
            _compound.EndWord(Start, next);
        else if (_nameEnd == 0 && next < text.Length && text[next] == '&')
            (_nameStart, _nameEnd) = (Start, AmpersandName.End(text, Start));
        return true;
    }

    private bool AppendBeyondAscii(ref bool plain)
    {
        var (first, second) = LatinFolding.Fold(_text[_next]);
        if (first != 0)
        {
            _next++;
            if (_length < MaxBytes)
                _buffer[_length++] = first;
            if (second != 0 && _length < MaxBytes)
                _buffer[_length++] = second;
            return true;
        }

        Rune.DecodeFromUtf16(_text[_next..], out var rune, out var taken);
        if (!CharacterClasses.IsIgnorable(rune.Value))
        {
            if (CharacterClasses.IsUnspaced(rune.Value) || !CharacterClasses.IsWord(rune))
                return false;
            var folded = CharacterClasses.Fold(rune);
            plain &= folded.Value is >= 'a' and <= 'z';
            if (_length + folded.Utf8SequenceLength <= MaxBytes)
                _length += folded.EncodeToUtf8(_buffer[_length..]);
        }

        _next += taken;
        return true;
    }

    // At a character beyond ASCII: does a word begin here, a run of characters without spaces, or a symbol?
    private bool StartsToken()
    {
        Rune.DecodeFromUtf16(_text[_next..], out var rune, out var taken);
        if (CharacterClasses.IsUnspaced(rune.Value))
        {
            _bigramEnd = EndOfUnspaced(_next + taken);
            return true;
        }

        if (CharacterClasses.IsSymbol(rune))
        {
            _symbolEnd = _next + taken;
            return true;
        }

        return CharacterClasses.IsWord(rune) && !CharacterClasses.IsIgnorable(rune.Value);
    }

    private bool ReadSymbol()
    {
        Rune.DecodeFromUtf16(_text[_next..], out var rune, out _);
        (Start, End) = (_next, _symbolEnd);
        (_next, _symbolEnd) = (_symbolEnd, 0);
        _length = rune.EncodeToUtf8(_buffer);
        Kind = TokenKind.Symbol;
        return true;
    }

    private readonly int EndOfUnspaced(int index)
    {
        while (true)
        {
            var next = SkipLineBreak(index);
            if (next == _text.Length)
                return index;
            Rune.DecodeFromUtf16(_text[next..], out var rune, out var taken);
            if (!CharacterClasses.IsUnspaced(rune.Value))
                return index;
            index = next + taken;
        }
    }

    // Such scripts are wrapped between any two characters, so one line break ends no run; an empty line does.
    private readonly int SkipLineBreak(int index)
    {
        if (index < _text.Length && _text[index] == '\r')
            index++;
        return index < _text.Length && _text[index] == '\n' ? index + 1 : index;
    }

    private bool MoveNextCharacter()
    {
        Rune.DecodeFromUtf16(_text[_next.._bigramEnd], out var rune, out var taken);
        Start = _next;
        _next += taken;
        _length = rune.EncodeToUtf8(_buffer);
        Position++;
        if (_next < _bigramEnd)
        {
            _next = SkipLineBreak(_next);
            Rune.DecodeFromUtf16(_text[_next.._bigramEnd], out rune, out taken);
            _length += rune.EncodeToUtf8(_buffer[_length..]);
            End = _next + taken;
            Kind = TokenKind.Bigram;
            return true;
        }

        End = _next;
        Kind = TokenKind.LastCharacter;
        _bigramEnd = 0;
        return true;
    }

    private bool TakeName()
    {
        var end = _nameEnd;
        _nameEnd = 0;
        return SetCompound(_nameStart, end);
    }

    private bool SetCompound(int start, int end)
    {
        if (end - start > MaxBytes)
            return false;

        _length = 0;
        foreach (var c in _text[start..end])
            _buffer[_length++] = CharacterClasses.AsciiWord[c] is var letter && letter != 0 ? letter : (byte)c;
        Start = start;
        End = end;
        Kind = TokenKind.Compound;
        return true;
    }
}
