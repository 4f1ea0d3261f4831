using System.Text;

namespace EmailAgent.Delivery.Smtp.Wire;

/// <summary>Determines what an encoded message requires of a server.</summary>
internal sealed class MessageScan
{
    private bool _body;
    private bool _emptySoFar = true;

    public long Size { get; private set; }

    public bool EightBit { get; private set; }

    /// <summary>Indicates whether the header has bytes over 127: text in UTF-8 (RFC 6532).</summary>
    public bool EightBitHeader { get; private set; }

    public MessageTraits Traits => new(Size, EightBit, EightBitHeader);

    public void Read(ReadOnlySpan<byte> piece)
    {
        Size += piece.Length;
        if (!_body)
        {
            piece = ReadHeader(piece);
        }

        EightBit |= !Ascii.IsValid(piece);
    }

    /// <summary>Reads lines up to the empty one, and returns the rest.</summary>
    private ReadOnlySpan<byte> ReadHeader(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty && !_body)
        {
            var end = piece.IndexOf((byte)'\n');
            var line = end < 0 ? piece : piece[..end];
            EightBitHeader |= !Ascii.IsValid(line);
            _emptySoFar &= line.IsEmpty || line.SequenceEqual("\r"u8);
            _body = end >= 0 && _emptySoFar;
            _emptySoFar |= end >= 0;
            piece = end < 0 ? [] : piece[(end + 1)..];
        }

        EightBit |= EightBitHeader;
        return piece;
    }
}
