namespace EmailAgent.Testing;

/// <summary>The faults of one connection that depend on what the server sends. Thread-safe.</summary>
internal sealed class ByteFaults
{
    private readonly Lock _lock = new();
    private long? _cutAfter;
    private long? _cutInLiteral;
    private ReadOnlyMemory<byte> _garbage;
    private long _literalHeader = -1;
    private Tail _tail;

    public void CutAfter(long bytes)
    {
        lock (_lock)
            _cutAfter = bytes;
    }

    public void CutInLiteral(long bytes)
    {
        lock (_lock)
            (_cutInLiteral, _literalHeader) = (bytes, -1);
    }

    public void Inject(ReadOnlyMemory<byte> garbage)
    {
        lock (_lock)
            _garbage = garbage;
    }

    public void Clear()
    {
        lock (_lock)
            (_cutAfter, _cutInLiteral, _garbage) = (null, null, default);
    }

    public void CopyTo(ByteFaults other)
    {
        lock (_lock)
            (other._cutAfter, other._cutInLiteral, other._garbage) = (_cutAfter, _cutInLiteral, _garbage);
    }

    /// <summary>Takes the bytes to send first, if any.</summary>
    public ReadOnlyMemory<byte> TakeGarbage()
    {
        lock (_lock)
        {
            var garbage = _garbage;
            _garbage = default;
            return garbage;
        }
    }

    /// <summary>Returns how much of this piece is forwarded; after less than all of it the connection is cut.</summary>
    public int Allow(ReadOnlySpan<byte> piece)
    {
        lock (_lock)
        {
            if (_cutInLiteral is { } into)
                FindLiteral(piece, into);
            if (_cutAfter is not { } left)
                return piece.Length;
            if (left < piece.Length)
            {
                _cutAfter = null;
                return (int)left;
            }

            _cutAfter = left - piece.Length;
            return piece.Length;
        }
    }

    // Recognizes "{digits}" or "{digits+}" CRLF, also when it is spread over pieces; then counts on as CutAfter does.
    private void FindLiteral(ReadOnlySpan<byte> piece, long into)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            var (size, complete) = Advance(piece[i]);
            if (complete && size > into)
            {
                _cutInLiteral = null;
                _cutAfter = i + 1 + into;
                return;
            }
        }
    }

    // _literalHeader: -1 outside; n >= 0 the number read so far; after "}" and after CR the state is kept in _tail.
    private (long Size, bool Complete) Advance(byte value)
    {
        switch (value)
        {
            case (byte)'{':
                (_literalHeader, _tail) = (0, Tail.Digits);
                break;
            case >= (byte)'0' and <= (byte)'9' when _literalHeader >= 0 && _tail is Tail.Digits:
                _literalHeader = (_literalHeader * 10) + (value - '0');
                break;
            case (byte)'}' when _literalHeader >= 0 && _tail is Tail.Digits:
                _tail = Tail.Closed;
                break;
            case (byte)'\r' when _literalHeader >= 0 && _tail is Tail.Closed:
                _tail = Tail.Return;
                break;
            case (byte)'\n' when _literalHeader >= 0 && _tail is Tail.Return:
                var size = _literalHeader;
                _literalHeader = -1;
                return (size, true);
            default:
                _literalHeader = -1;
                break;
        }

        return (0, false);
    }

    private enum Tail
    {
        Digits,
        Closed,
        Return,
    }
}
