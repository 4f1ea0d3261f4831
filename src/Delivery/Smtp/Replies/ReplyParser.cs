using System.Buffers;
using System.Text;

namespace EmailAgent.Delivery.Smtp.Replies;

/// <summary>
/// Parses replies from bytes (RFC 5321 section 4.2.1). Does no I/O and accepts pieces of any size. Bare LF ends a line, too; anything
/// else that is not a reply is an <see cref="SmtpProtocolException"/>, after which the parser must not be used.
/// </summary>
internal sealed class ReplyParser(SmtpLimits limits)
{
    private const int CodeLength = 3;

    private readonly ArrayBufferWriter<byte> _line = new();
    private List<string> _lines = [];
    private int _code;
    private int _bytes;

    /// <summary>Indicates whether a reply has begun and not ended.</summary>
    public bool InProgress => _line.WrittenCount > 0 || _lines.Count > 0;

    /// <summary>Takes bytes up to the end of a reply.</summary>
    /// <returns>The reply, or null if it takes more bytes; all of <paramref name="input"/> was consumed then.</returns>
    public SmtpReply? Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length)
        {
            var rest = input[consumed..];
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            consumed += end < 0 ? part.Length : part.Length + 1;
            Take(part);
            if (end >= 0 && EndLine())
            {
                return Finish();
            }
        }

        return null;
    }

    private static int Code(ReadOnlySpan<byte> line)
        => line.Length >= CodeLength && line[0] is >= (byte)'2' and <= (byte)'5' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2])
            ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0'
            : throw new SmtpProtocolException("A reply does not begin with its code.");

    private static string Clean(ReadOnlySpan<byte> text)
        => string.Create(Encoding.UTF8.GetCharCount(text), text, static (chars, bytes) =>
        {
            Encoding.UTF8.GetChars(bytes, chars);
            foreach (ref var c in chars)
            {
                c = char.IsControl(c) ? ' ' : c;
            }
        });

    private void Take(ReadOnlySpan<byte> part)
    {
        _bytes += part.Length + 1;
        if (_line.WrittenCount + part.Length > limits.ReplyLine || _bytes > limits.Reply)
        {
            throw new SmtpProtocolException("A reply is longer than any server's.");
        }

        if (part.Contains((byte)0))
        {
            throw new SmtpProtocolException("A reply contains NUL.");
        }

        _line.Write(part);
    }

    /// <summary>Ends a line and returns whether it was the last of its reply.</summary>
    private bool EndLine()
    {
        var line = _line.WrittenSpan;
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        var code = Code(line);
        if (_lines.Count == 0)
        {
            _code = code;
        }

        var separator = line.Length == CodeLength ? (byte)' ' : line[CodeLength];
        if (code != _code || separator is not ((byte)' ' or (byte)'-') || _lines.Count == limits.ReplyLines)
        {
            throw new SmtpProtocolException("A reply has lines that do not belong together, or too many.");
        }

        _lines.Add(line.Length == CodeLength ? "" : Clean(line[(CodeLength + 1)..]));
        _line.ResetWrittenCount();
        return separator == ' ';
    }

    private SmtpReply Finish()
    {
        var reply = EnhancedStatusReader.Read(_code, _lines);
        _lines = [];
        _bytes = 0;
        return reply;
    }
}
