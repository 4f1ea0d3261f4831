using System.Buffers;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>
/// A literal of a response: pooled bytes that grow as they arrive, so that an announced length alone costs nothing, or
/// only a length where the bytes went to a sink.
/// </summary>
internal sealed class Literal(int position, long size, Stream? sink) : IDisposable
{
    private const int FirstRent = 256 << 10;

    private byte[]? _bytes;

    /// <summary>Offset in the response text where the literal stands.</summary>
    public int Position { get; } = position;

    public long Size { get; } = size;

    public Stream? Sink { get; } = sink;

    public long Received { get; private set; }

    public long Missing => Size - Received;

    public ReadOnlyMemory<byte> Memory => Sink is null ? _bytes.AsMemory(0, (int)Received) : default;

    public static Literal Copy(ReadOnlySpan<byte> bytes)
    {
        var literal = new Literal(0, bytes.Length, null);
        literal.Write(bytes);
        return literal;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Space().Span);
        Received += bytes.Length;
    }

    /// <summary>Returns at least one byte of room, and never more than is missing.</summary>
    public Memory<byte> Space()
    {
        _bytes ??= ArrayPool<byte>.Shared.Rent((int)Math.Min(Size, FirstRent));
        if (_bytes.Length == Received && Missing > 0)
        {
            var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(Size, 2 * Received));
            _bytes.CopyTo(grown, 0);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = grown;
        }

        var room = (int)Math.Min(_bytes.Length - Received, Missing);
        return _bytes.AsMemory((int)Received, room);
    }

    public void Commit(int count) => Received += count;

    public void Dispose()
    {
        if (_bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = null;
        Received = 0;
    }
}
