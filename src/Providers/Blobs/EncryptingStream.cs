using System.Security.Cryptography;

namespace EmailAgent.Providers.Blobs;

/// <summary>A stream of the encrypted form of its source, in the layout of <see cref="BlobLayout"/>. The source stays open.</summary>
internal sealed class EncryptingStream(Stream source, byte[] key) : PulledStream
{
    private readonly AesGcm _cipher = new(key, BlobLayout.TagSize);

    // A byte beyond the chunk shows that the chunk is not the last.
    private readonly byte[] _clear = new byte[BlobLayout.ChunkSize + 1];
    private readonly byte[] _sealed = new byte[BlobLayout.SealedChunkSize];
    private int _held;
    private int _ready;
    private int _sent;
    private long _chunk;
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (_sent == _ready && !await FillAsync(cancellationToken).ConfigureAwait(false)))
            return 0;

        var count = Math.Min(buffer.Length, _ready - _sent);
        _sealed.AsSpan(_sent, count).CopyTo(buffer.Span);
        _sent += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_clear);
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended)
            return false;

        var room = _clear.AsMemory(_held);
        var available = _held + await source.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        _ended = available <= BlobLayout.ChunkSize;
        Encrypt(Math.Min(available, BlobLayout.ChunkSize));
        _held = _ended ? 0 : 1;
        _clear[0] = _clear[BlobLayout.ChunkSize];
        return true;
    }

    private void Encrypt(int size)
    {
        Span<byte> nonce = stackalloc byte[BlobLayout.NonceSize];
        BlobLayout.WriteNonce(nonce, _chunk++, _ended);
        _cipher.Encrypt(nonce, _clear.AsSpan(0, size), _sealed.AsSpan(0, size), _sealed.AsSpan(size, BlobLayout.TagSize));
        _ready = size + BlobLayout.TagSize;
        _sent = 0;
    }
}
