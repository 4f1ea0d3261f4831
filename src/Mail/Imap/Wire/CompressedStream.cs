using System.Buffers;
using System.IO.Compression;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>
/// A connection after COMPRESS (RFC 4978). What comes is inflated; what goes is sent in stored blocks, which every inflater
/// takes and which need no memory between writes: commands are small, and a compressor would hold a quarter of a megabyte
/// for each connection. The inflater holds about 50 KB.
/// </summary>
internal sealed class CompressedStream : Stream
{
    /// <summary>Largest stored block (RFC 1951 section 3.2.4).</summary>
    private const int Block = 65_535;

    private const int BlockHeader = 5;

    private readonly Stream _inner;
    private readonly DeflateStream _inflater;
    private bool _mayHoldMore;

    /// <param name="inner">The connection.</param>
    /// <param name="early">Compressed bytes that were read from it already.</param>
    public CompressedStream(Stream inner, byte[] early)
    {
        _inner = inner;
        _mayHoldMore = early.Length > 0;
        _inflater = new DeflateStream(early.Length > 0 ? new PrefixedStream(early, inner) : inner, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A read of nothing completes when something may be there, as it does for sockets.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return _mayHoldMore ? 0 : await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var count = await _inflater.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _mayHoldMore = count == buffer.Length;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; !rest.IsEmpty;)
        {
            var length = Math.Min(rest.Length, Block);
            var block = ArrayPool<byte>.Shared.Rent(BlockHeader + length);
            try
            {
                Store(rest.Span[..length], block);
                await _inner.WriteAsync(block.AsMemory(0, BlockHeader + length), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(block);
            }

            rest = rest[length..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The inflater may be reading for another thread; it ends with the connection and is left to the collector.
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void Store(ReadOnlySpan<byte> data, Span<byte> block)
    {
        block[0] = 0;
        block[1] = (byte)data.Length;
        block[2] = (byte)(data.Length >> 8);
        block[3] = (byte)~block[1];
        block[4] = (byte)~block[2];
        data.CopyTo(block[BlockHeader..]);
    }
}
