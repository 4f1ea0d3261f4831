using System.Security.Cryptography;

namespace EmailAgent.Providers.Blobs;

/// <summary>The contents of blobs, encrypted before they reach the medium. Streams both ways; memory per stream is three chunks of 64 KiB.</summary>
public sealed class BlobContents(IBlobMedium medium)
{
    /// <summary>Returns a random key; each content must have its own.</summary>
    public static byte[] CreateKey() => RandomNumberGenerator.GetBytes(BlobLayout.KeySize);

    /// <inheritdoc cref="IBlobMedium.WriteAsync"/>
    public async Task WriteAsync(Guid id, byte[] key, Stream content, CancellationToken cancellationToken)
    {
        var encrypted = new EncryptingStream(content, key);
        await using var closing = encrypted.ConfigureAwait(false);
        await medium.WriteAsync(id, encrypted, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a part of a content. Reading it fails with a <see cref="BlobContentException"/> where the content was changed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="key">The key that it was written with.</param>
    /// <param name="size">Bytes of the whole content.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">Bytes of the part, which ends at most where the content ends.</param>
    /// <param name="cancellationToken">Covers the opening only.</param>
    /// <exception cref="BlobContentException">There is no such content.</exception>
    public async Task<Stream> OpenAsync(Guid id, byte[] key, long size, long offset, long length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, size - length);
        if (length == 0)
            return Stream.Null;

        var (begin, count) = BlobLayout.Locate(size, offset, length);
        return new DecryptingStream(await medium.OpenAsync(id, begin, count, cancellationToken).ConfigureAwait(false), key, size, offset, length);
    }

    /// <inheritdoc cref="IBlobMedium.DeleteAsync"/>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) => medium.DeleteAsync(id, cancellationToken);
}
