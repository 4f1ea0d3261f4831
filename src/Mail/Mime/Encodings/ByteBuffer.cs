using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Bytes gathered in a pooled array. Dispose returns the array.</summary>
internal ref struct ByteBuffer
{
    private byte[] _array;
    private int _length;

    public ByteBuffer(int capacity) => _array = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 64));

    public readonly int Length => _length;

    public readonly ReadOnlySpan<byte> Written => _array.AsSpan(0, _length);

    public void Append(byte b) => Reserve(1)[0] = b;

    public void Append(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Claims this many bytes and returns them to be filled.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_array.Length - _length < length)
            Grow(length);
        _length += length;
        return _array.AsSpan(_length - length, length);
    }

    public void Truncate(int length) => _length = length;

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_array);

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_array.Length * 2, _length + more));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
