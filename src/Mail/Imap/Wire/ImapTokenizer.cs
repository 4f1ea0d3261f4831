using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>
/// Reads the tokens of one response (RFC 9051 section 9). Spaces before a token are skipped, as servers are generous with
/// them. Malformed input is an <see cref="ImapProtocolException"/>.
/// </summary>
internal ref struct ImapTokenizer(ResponseFrame frame, ImapLimits limits)
{
    private static readonly SearchValues<byte> AtomEnd = SearchValues.Create(" ()\"{}[]\r\n"u8);
    private static readonly SearchValues<byte> AStringEnd = SearchValues.Create(" ()\"{\r\n"u8);
    private static readonly SearchValues<byte> QuotedSpecial = SearchValues.Create("\"\\"u8);

    private readonly ReadOnlySpan<byte> _text = frame.Text;
    private int _nextLiteral;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= _text.Length;

    /// <summary>Gets the unread rest.</summary>
    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    /// <summary>Returns the next byte after spaces; 0 at the end.</summary>
    public byte Peek()
    {
        while (Position < _text.Length && _text[Position] == ' ')
        {
            Position++;
        }

        return Position < _text.Length ? _text[Position] : (byte)0;
    }

    /// <summary>Returns the very next byte, including spaces; 0 at the end.</summary>
    public readonly byte PeekRaw() => Position < _text.Length ? _text[Position] : (byte)0;

    public bool TryTake(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        Position++;
        return true;
    }

    public void Expect(char c)
    {
        if (!TryTake(c))
        {
            throw Malformed($"'{c}' expected");
        }
    }

    /// <summary>Reads characters up to a space, bracket, parenthesis or quote; at least one.</summary>
    public ReadOnlySpan<byte> Atom() => Run(AtomEnd);

    /// <summary>Reads a flag; keywords of real servers contain brackets.</summary>
    public ReadOnlySpan<byte> FlagAtom() => Run(AStringEnd);

    /// <summary>Reads raw bytes up to <paramref name="end"/>, which is consumed and not returned; skips quoted strings.</summary>
    public ReadOnlySpan<byte> Until(char end)
    {
        var start = Position;
        var quoted = false;
        for (var i = start; i < _text.Length; i++)
        {
            quoted ^= _text[i] == '"';
            if (_text[i] == end && !quoted)
            {
                Position = i + 1;
                return _text[start..i];
            }
        }

        throw Malformed($"'{end}' expected");
    }

    public ulong Number()
    {
        Peek();
        if (!Utf8Parser.TryParse(Rest, out ulong value, out var used) || PeekRaw() is (byte)'+' or (byte)'-')
        {
            throw Malformed("number expected");
        }

        Position += used;
        return value;
    }

    public uint Number32()
    {
        var value = Number();
        return value <= uint.MaxValue ? (uint)value : throw Malformed("number too large");
    }

    /// <summary>Reads a string; null for NIL.</summary>
    public string? NString()
    {
        if (Peek() == '"' || AtLiteral())
        {
            return AString();
        }

        var atom = Run(AStringEnd);
        return Ascii.EqualsIgnoreCase(atom, "NIL"u8) ? null : Encoding.UTF8.GetString(atom);
    }

    /// <summary>Reads an atom, quoted string or literal, as UTF-8.</summary>
    public string AString()
    {
        switch (Peek())
        {
            case (byte)'"':
                return Encoding.UTF8.GetString(Quoted());
            case (byte)'{' or (byte)'~' when AtLiteral():
                using (var literal = TakeLiteral())
                {
                    return Encoding.UTF8.GetString(literal.Memory.Span);
                }

            default:
                return Encoding.UTF8.GetString(Run(AStringEnd));
        }
    }

    /// <summary>Reads the bytes of a string; null for NIL. The caller disposes them.</summary>
    public Literal? NStringBytes()
    {
        switch (Peek())
        {
            case (byte)'"':
                return Literal.Copy(Quoted());
            case (byte)'{' or (byte)'~' when AtLiteral():
                return TakeLiteral();
            default:
                var atom = Run(AStringEnd);
                return Ascii.EqualsIgnoreCase(atom, "NIL"u8) ? null : Literal.Copy(atom);
        }
    }

    /// <summary>Reads an identifier in parentheses, or NIL (RFC 8474 section 7).</summary>
    public string? ObjectId()
    {
        if (!TryTake('('))
        {
            return NString();
        }

        var id = AString();
        Expect(')');
        return id;
    }

    /// <summary>Passes over one value of any shape.</summary>
    public void SkipValue()
    {
        var depth = 0;
        do
        {
            switch (Peek())
            {
                case (byte)'(':
                    Position++;
                    depth++;
                    break;
                case (byte)')' when depth > 0:
                    Position++;
                    depth--;
                    break;
                case (byte)'[' or (byte)']':
                    Position++;
                    break;
                default:
                    NStringBytes()?.Dispose();
                    break;
            }

            if (depth > limits.Nesting)
            {
                throw new ImapProtocolException($"Parentheses are nested deeper than {limits.Nesting}.");
            }
        }
        while (depth > 0);
    }

    /// <summary>Returns the end of the value that begins here, found by its parentheses alone; the end of the response if they do not close.</summary>
    public int EndOfValue()
    {
        Peek();
        var depth = 0;
        for (var i = Position; i < _text.Length; i++)
        {
            switch (_text[i])
            {
                case (byte)'"':
                    i = EndOfQuoted(i);
                    break;
                case (byte)'(':
                    depth++;
                    continue;
                case (byte)')' when depth == 0:
                    return i;
                case (byte)')':
                    depth--;
                    break;
                case (byte)' ' when depth == 0:
                    return i;
            }

            if (depth == 0 && i < _text.Length && _text[i] is (byte)')' or (byte)'"')
            {
                return i + 1;
            }
        }

        return _text.Length;
    }

    /// <summary>Goes on at <paramref name="position"/>, not before the start of the value read last, passing over literals up to there.</summary>
    public void MoveTo(int position)
    {
        Position = position;
        _nextLiteral = frame.CountBefore(position);
    }

    public readonly ImapProtocolException Malformed(string what)
        => new($"Malformed response: {what} at byte {Position} of {_text.Length}.");

    private ReadOnlySpan<byte> Run(SearchValues<byte> end)
    {
        Peek();
        var length = Rest.IndexOfAny(end);
        length = length < 0 ? Rest.Length : length;
        if (length == 0)
        {
            throw Malformed("word expected");
        }

        var run = Rest[..length];
        Position += length;
        return run;
    }

    private readonly int EndOfQuoted(int start)
    {
        for (var i = start + 1; i < _text.Length; i++)
        {
            if (_text[i] == '"')
            {
                return i;
            }

            i += _text[i] == '\\' ? 1 : 0;
        }

        return _text.Length;
    }

    private ReadOnlySpan<byte> Quoted()
    {
        var start = ++Position;
        var escapes = 0;
        while (true)
        {
            var next = Rest.IndexOfAny(QuotedSpecial);
            if (next < 0 || (Rest[next] == '\\' && next + 1 >= Rest.Length))
            {
                throw Malformed("quoted string without end");
            }

            if (Rest[next] == '"')
            {
                var content = _text[start..(Position + next)];
                Position += next + 1;
                return escapes == 0 ? content : Unescape(content, escapes);
            }

            escapes++;
            Position += next + 2;
        }
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> content, int escapes)
    {
        var result = new byte[content.Length - escapes];
        for (int from = 0, to = 0; to < result.Length; to++)
        {
            from += content[from] == '\\' ? 1 : 0;
            result[to] = content[from++];
        }

        return result;
    }

    /// <summary>Returns whether a literal begins here. "~{" begins one of RFC 3516; an atom can begin with "~" alone.</summary>
    private readonly bool AtLiteral() => Rest.StartsWith("{"u8) || Rest.StartsWith("~{"u8);

    private Literal TakeLiteral()
    {
        if (PeekRaw() == '~')
        {
            Position++;
        }

        var literal = frame.Take(_nextLiteral, Position) ?? throw Malformed("literal expected");
        _nextLiteral++;
        Position += Rest.IndexOf((byte)'}') + 1;
        return literal;
    }
}
