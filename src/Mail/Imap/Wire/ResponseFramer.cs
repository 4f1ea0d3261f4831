using System.Buffers.Text;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>
/// Splits a stream of bytes into responses: lines, joined if a line ends with the announcement of a literal (RFC 9051 section 4.3).
/// Does no I/O and accepts pieces of any size. Bare LF ends a line, too; NUL is refused.
/// </summary>
internal sealed class ResponseFramer(ImapLimits limits) : IDisposable
{
    private int _lineStart;
    private Literal? _literal;
    private bool _complete;

    public ResponseFrame Frame { get; } = new();

    /// <summary>Gets or sets the router for literals; null buffers them all.</summary>
    public LiteralRouter? Router { get; set; }

    /// <summary>Indicates whether a response has begun and not ended.</summary>
    public bool InProgress => !_complete && (Frame.Length > 0 || _literal is not null);

    /// <summary>The literal being received, if any.</summary>
    public Literal? Receiving => _literal;

    public FramerStep Advance(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        if (_complete)
        {
            Reset();
        }

        while (true)
        {
            if (_literal is { Missing: > 0, Sink: null })
            {
                consumed += Fill(_literal, input[consumed..]);
            }

            if (_literal is { Missing: > 0 })
            {
                return _literal.Sink is null || consumed == input.Length ? FramerStep.NeedData : FramerStep.ToSink;
            }

            _literal = null;
            if (!TakeLine(input, ref consumed))
            {
                return FramerStep.NeedData;
            }

            if (!BeginLiteral())
            {
                _complete = true;
                return FramerStep.Complete;
            }
        }
    }

    /// <summary>Gives back all memory. Only between responses.</summary>
    public void Release()
    {
        if (!InProgress)
        {
            Reset();
            Frame.Dispose();
        }
    }

    public void Dispose()
    {
        Reset();
        Frame.Dispose();
    }

    private static int Fill(Literal literal, ReadOnlySpan<byte> input)
    {
        var total = 0;
        while (literal.Missing > 0 && total < input.Length)
        {
            var room = literal.Space().Length;
            var taken = Math.Min(room, input.Length - total);
            literal.Write(input.Slice(total, taken));
            total += taken;
        }

        return total;
    }

    private bool TakeLine(ReadOnlySpan<byte> input, ref int consumed)
    {
        var rest = input[consumed..];
        var end = rest.IndexOf((byte)'\n');
        var part = end < 0 ? rest : rest[..end];
        if (Frame.Length + part.Length > limits.ResponseText)
        {
            throw new ImapProtocolException($"A response has more than {limits.ResponseText} bytes of text.");
        }

        if (part.Contains((byte)0))
        {
            throw new ImapProtocolException("A response contains NUL.");
        }

        Frame.Append(part);
        consumed += end < 0 ? part.Length : part.Length + 1;
        if (end < 0)
        {
            return false;
        }

        Frame.TrimCarriageReturn(_lineStart);
        return true;
    }

    private bool BeginLiteral()
    {
        var line = Frame.Text[_lineStart..];
        if (!line.EndsWith("}"u8) || Frame.LiteralCount == 0 && IsHumanText(line))
        {
            return false;
        }

        var open = line.LastIndexOf((byte)'{');
        if (open < 0)
        {
            return false;
        }

        var digits = line[(open + 1)..^1];
        if (digits.EndsWith("+"u8))
        {
            digits = digits[..^1];
        }

        if (!Utf8Parser.TryParse(digits, out long size, out var used) || used != digits.Length || size < 0)
        {
            throw new ImapProtocolException("The announcement of a literal is malformed.");
        }

        Announce(_lineStart + open, size);
        return true;
    }

    private void Announce(int position, long size)
    {
        var sink = Router?.Invoke(Frame.Text[..position], size);
        var limit = sink is null ? limits.Literal : limits.StreamedLiteral;
        if (size > limit)
        {
            throw new ImapProtocolException($"A literal of {size} bytes is over the limit of {limit}.");
        }

        _literal = new Literal(position, size, sink);
        Frame.Add(_literal);
        _lineStart = Frame.Length;
        if (Frame.LiteralCount > limits.LiteralsPerResponse || Frame.BufferedLiteralBytes > limits.ResponseLiterals)
        {
            throw new ImapProtocolException("A response has too many or too large literals.");
        }
    }

    /// <summary>Status responses and continuations end in words for people, where "{5}" means nothing.</summary>
    private static bool IsHumanText(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("* "u8))
        {
            return true;
        }

        var word = line[2..].TrimStart((byte)' ');
        var space = word.IndexOf((byte)' ');
        return space > 0 && StatusConditions.TryParse(word[..space], out _);
    }

    private void Reset()
    {
        Frame.Clear();
        _lineStart = 0;
        _literal = null;
        _complete = false;
    }
}
