using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Characters gathered in a pooled array. Dispose returns the array.</summary>
internal ref struct CharBuffer
{
    private char[] _array;
    private int _length;

    public CharBuffer(int capacity) => _array = ArrayPool<char>.Shared.Rent(Math.Max(capacity, 64));

    public readonly int Length => _length;

    public readonly ReadOnlySpan<char> Written => _array.AsSpan(0, _length);

    public readonly Span<char> Writable => _array.AsSpan(0, _length);

    public void Append(char c)
    {
        if (_length == _array.Length)
            Grow(1);
        _array[_length++] = c;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        text.CopyTo(Reserve(text.Length));
        _length += text.Length;
    }

    /// <summary>Returns free room of at least this length behind the written text; <see cref="Advance"/> claims it.</summary>
    public Span<char> Reserve(int length)
    {
        if (_array.Length - _length < length)
            Grow(length);
        return _array.AsSpan(_length);
    }

    public void Advance(int length) => _length += length;

    public void Truncate(int length) => _length = length;

    public override readonly string ToString() => new(_array, 0, _length);

    public readonly void Dispose() => ArrayPool<char>.Shared.Return(_array);

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_array.Length * 2, _length + more));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_array);
        _array = larger;
    }
}
