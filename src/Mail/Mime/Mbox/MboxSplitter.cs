using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Cuts the bytes of an mbox file, as they come, into messages.</summary>
internal sealed class MboxSplitter
{
    /// <summary>A separator line is shorter; a longer line is never held back to look at it whole.</summary>
    private const int MaxSeparator = 1024;

    private readonly MboxQuoting _quoting;
    private readonly int _limit;
    private readonly ArrayBufferWriter<byte> _line = new(MaxSeparator);
    private ArrayBufferWriter<byte> _message = new();
    private string _sender = string.Empty;
    private DateTimeOffset? _date;
    private bool _inMessage;
    private bool _afterBlank = true;
    private bool _inLongLine;
    private bool _cut;
    private bool _inHeader;
    private long _contentLength;
    private long _skip;

    public MboxSplitter(MboxQuoting quoting, MimeLimits limits)
    {
        _quoting = quoting;
        _limit = limits.MaxMboxMessage;
    }

    /// <summary>Takes bytes up to the end of a message, or all of them.</summary>
    /// <param name="message">The message that ended; null where none did.</param>
    /// <returns>How many bytes were taken.</returns>
    public int Append(ReadOnlySpan<byte> bytes, out MboxMessage? message)
    {
        message = null;
        var taken = 0;
        while (taken < bytes.Length && message is null)
        {
            var rest = bytes[taken..];
            if (_skip > 0)
            {
                var counted = (int)Math.Min(_skip, rest.Length);
                Write(rest[..counted]);
                _skip -= counted;
                taken += counted;
                _afterBlank = _skip == 0;
                continue;
            }

            var length = rest.IndexOf((byte)'\n') + 1;
            var piece = length == 0 ? rest : rest[..length];
            taken += piece.Length;
            if (length > 0 && _line.WrittenCount == 0 && !_inLongLine)
                message = TakeLine(piece);
            else
                message = TakePiece(piece, complete: length > 0);
        }

        return taken;
    }

    /// <summary>The last message; null where there is none.</summary>
    public MboxMessage? End()
    {
        var message = _line.WrittenCount > 0 ? TakeLine(_line.WrittenSpan) : null;
        _line.ResetWrittenCount();
        return message ?? Finish();
    }

    private MboxMessage? TakePiece(ReadOnlySpan<byte> piece, bool complete)
    {
        if (_inLongLine)
        {
            Write(piece);
            _inLongLine = !complete;
            return null;
        }

        _line.Write(piece);
        if (!complete && _line.WrittenCount < MaxSeparator)
            return null;
        var message = TakeLine(_line.WrittenSpan);
        _line.ResetWrittenCount();
        _inLongLine = !complete;
        return message;
    }

    private MboxMessage? TakeLine(ReadOnlySpan<byte> line)
    {
        if (_afterBlank && MboxSeparator.TryRead(line, out var sender, out var date))
        {
            var message = Finish();
            (_inMessage, _sender, _date) = (true, sender, date);
            (_inHeader, _contentLength, _afterBlank) = (true, -1, false);
            return message;
        }

        _afterBlank = line is [(byte)'\n'] or [(byte)'\r', (byte)'\n'];
        if (_inHeader)
            ReadHeader(line);
        else
            line = Unquote(line);
        Write(line);
        return null;
    }

    /// <summary>Content-Length counts where nothing is quoted; elsewhere it is often wrong and never needed.</summary>
    private void ReadHeader(ReadOnlySpan<byte> line)
    {
        const string Name = "Content-Length:";
        if (_afterBlank)
        {
            _inHeader = false;
            _skip = _quoting == MboxQuoting.None && _contentLength > 0 && _contentLength <= _limit ? _contentLength : 0;
        }
        else if (line.Length > Name.Length && Ascii.EqualsIgnoreCase(line[..Name.Length], Name)
            && long.TryParse(line[Name.Length..].Trim(" \t\r\n"u8), out var length))
        {
            _contentLength = length;
        }
    }

    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> line)
    {
        if (_quoting == MboxQuoting.None || line is not [(byte)'>', ..])
            return line;
        var from = line.TrimStart((byte)'>');
        var marks = line.Length - from.Length;
        return from.StartsWith("From "u8) && (_quoting == MboxQuoting.Mboxrd || marks == 1) ? line[1..] : line;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (!_inMessage)
            return;
        var room = _limit - _message.WrittenCount;
        _cut |= bytes.Length > room;
        _message.Write(bytes[..Math.Min(bytes.Length, room)]);
    }

    private MboxMessage? Finish()
    {
        if (!_inMessage)
            return null;
        var raw = _message.WrittenMemory;

        // The empty line before the next separator belongs to the file.
        if (!_cut && raw.Span.EndsWith("\r\n\r\n"u8))
            raw = raw[..^2];
        else if (!_cut && raw.Span.EndsWith("\n\n"u8))
            raw = raw[..^1];
        var message = new MboxMessage(raw, _sender, _date, _cut);
        _message = new ArrayBufferWriter<byte>();
        _inMessage = _cut = false;
        return message;
    }
}
