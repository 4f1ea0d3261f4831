using System.Security.Cryptography;

namespace EmailAgent.Providers.Blobs;

/// <summary>A part of a content in the clear. Every chunk is verified before any of its bytes is returned.</summary>
/// <param name="source">The encrypted chunks that contain the part, from the beginning of the first; disposed with this stream.</param>
/// <param name="size">Bytes of the whole content.</param>
/// <param name="offset">Where the part begins.</param>
/// <param name="count">Bytes of the part.</param>
internal sealed class DecryptingStream(Stream source, byte[] key, long size, long offset, long count) : PulledStream
{
    private readonly AesGcm _cipher = new(key, BlobLayout.TagSize);
    private readonly byte[] _sealed = new byte[BlobLayout.SealedChunkSize];
    private readonly byte[] _clear = new byte[BlobLayout.ChunkSize];
    private readonly long _lastChunk = BlobLayout.CountChunks(size) - 1;
    private readonly int _lastChunkSize = (int)(size - ((BlobLayout.CountChunks(size) - 1) * BlobLayout.ChunkSize));
    private long _chunk = offset / BlobLayout.ChunkSize;
    private int _skip = (int)(offset % BlobLayout.ChunkSize);
    private long _left = count;
    private int _available;
    private int _position;

    /// <exception cref="BlobContentException">The content was changed or cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _left == 0)
            return 0;
        if (_position == _available)
            await FillAsync(cancellationToken).ConfigureAwait(false);

        var read = (int)Math.Min(Math.Min(buffer.Length, _available - _position), _left);
        _clear.AsSpan(_position, read).CopyTo(buffer.Span);
        _position += read;
        _left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_clear);
        }

        base.Dispose(disposing);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var isLast = _chunk == _lastChunk;
        var length = isLast ? _lastChunkSize : BlobLayout.ChunkSize;
        try
        {
            await source.ReadExactlyAsync(_sealed.AsMemory(0, length + BlobLayout.TagSize), cancellationToken).ConfigureAwait(false);
            Decrypt(length, isLast);
        }
        catch (Exception damage) when (damage is CryptographicException or EndOfStreamException)
        {
            throw new BlobContentException($"Chunk {_chunk} of a blob was changed or cut off.", damage);
        }

        _chunk++;
        _available = length;
        _position = _skip;
        _skip = 0;
    }

    private void Decrypt(int length, bool isLast)
    {
        Span<byte> nonce = stackalloc byte[BlobLayout.NonceSize];
        BlobLayout.WriteNonce(nonce, _chunk, isLast);
        _cipher.Decrypt(nonce, _sealed.AsSpan(0, length), _sealed.AsSpan(length, BlobLayout.TagSize), _clear.AsSpan(0, length));
    }
}
