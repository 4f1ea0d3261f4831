using System.Buffers;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>Bytes read and not yet consumed. Holds pooled memory only while there are any, so an idle connection holds none.</summary>
internal sealed class ReceiveBuffer
{
    /// <summary>Size of one read on a busy connection: large enough to make system calls negligible, small enough for the pool's shared buckets.</summary>
    public const int Size = 64 << 10;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Consume(int count) => _start += count;

    public ReadOnlyMemory<byte> Take(int count)
    {
        var taken = _bytes.AsMemory(_start, count);
        _start += count;
        return taken;
    }

    /// <summary>Rents room for a read. Only valid when everything was consumed.</summary>
    public Memory<byte> Rent()
    {
        if (_bytes.Length == 0)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(Size);
        }

        _start = _end = 0;
        return _bytes;
    }

    public void Commit(int count) => _end = count;

    /// <summary>Gives the memory back unless something is unread.</summary>
    public void Release()
    {
        if (IsEmpty)
        {
            Drop();
        }
    }

    /// <summary>Forgets everything unread.</summary>
    public void Drop()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _start = _end = 0;
    }
}
