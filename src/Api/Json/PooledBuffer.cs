using System.Buffers;

namespace EmailAgent.Api.Json;

/// <summary>A growing byte buffer on rented memory, or on memory of its own once it is large; not thread-safe.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 16 * 1024;

    // The shared pool keeps what it lends, for each processor: a few large answers would be memory for good.
    private const int LargestRented = 1024 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _written;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _written);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _written);

    /// <summary>Bytes of memory that it holds.</summary>
    public int Capacity => _bytes.Length;

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    /// <summary>Appends a stream until its end.</summary>
    public async Task ReadFromAsync(Stream source, CancellationToken cancellationToken)
    {
        while (await source.ReadAsync(GetMemory(), cancellationToken) is > 0 and var read)
        {
            Advance(read);
        }
    }

    public void Dispose()
    {
        Return();
        _bytes = [];
        _written = 0;
    }

    private void Reserve(int sizeHint)
    {
        var needed = _written + Math.Max(sizeHint, 256);
        if (needed <= _bytes.Length)
            return;
        var size = Math.Max(needed, _bytes.Length * 2);
        var larger = size <= LargestRented ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        Written.CopyTo(larger);
        Return();
        _bytes = larger;
    }

    private void Return()
    {
        if (_bytes.Length is > 0 and <= LargestRented)
            ArrayPool<byte>.Shared.Return(_bytes);
    }
}
