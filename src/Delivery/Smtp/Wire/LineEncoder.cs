using System.Buffers;

namespace EmailAgent.Delivery.Smtp.Wire;

/// <summary>
/// Encodes a message for the wire, piece by piece: every line ends with CRLF. No CR or LF is ever sent alone, so that no server can find
/// the end of the message anywhere else.
/// </summary>
internal sealed class LineEncoder(SmtpLineEnds lineEnds)
{
    private bool _lineStart = true;
    private bool _return;

    /// <summary>Writes a piece of the message.</summary>
    /// <exception cref="InvalidDataException">CR or LF stands alone and must not be normalized.</exception>
    public void Encode(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        while (!piece.IsEmpty)
        {
            if (_return)
            {
                piece = EndReturn(piece, output);
                continue;
            }

            var end = piece.IndexOfAny((byte)'\r', (byte)'\n');
            var text = end < 0 ? piece : piece[..end];
            WriteText(text, output);
            if (end < 0)
            {
                return;
            }

            _return = piece[end] == '\r';
            if (!_return)
            {
                EndLine(alone: true, output);
            }

            piece = piece[(end + 1)..];
        }
    }

    /// <summary>Ends the last line, if it has not ended.</summary>
    /// <exception cref="InvalidDataException">CR stands alone at the end and must not be normalized.</exception>
    public void Finish(IBufferWriter<byte> output)
    {
        if (_return)
        {
            EndLine(alone: true, output);
        }
        else if (!_lineStart)
        {
            EndLine(alone: false, output);
        }
    }

    private ReadOnlySpan<byte> EndReturn(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        var paired = piece[0] == '\n';
        EndLine(!paired, output);
        return paired ? piece[1..] : piece;
    }

    private void WriteText(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (text.IsEmpty)
        {
            return;
        }

        _lineStart = false;
        output.Write(text);
    }

    private void EndLine(bool alone, IBufferWriter<byte> output)
    {
        if (alone && lineEnds == SmtpLineEnds.Refuse)
        {
            throw new InvalidDataException("The message has a CR or LF that stands alone.");
        }

        output.Write("\r\n"u8);
        _lineStart = true;
        _return = false;
    }
}
