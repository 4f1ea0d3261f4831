using System.Buffers.Binary;

namespace EmailAgent.Providers.Blobs;

/// <summary>
/// Layout of an encrypted blob: chunks of 64 KiB, each followed by its tag of AES-256-GCM; the last one can be shorter, and is the only one of an
/// empty blob. The nonce is the number of the chunk and whether it is the last, so that chunks can be neither exchanged nor cut off. It does not
/// repeat, since each blob has a key of its own and is written once.
/// </summary>
internal static class BlobLayout
{
    public const int KeySize = 32;
    public const int NonceSize = 12;
    public const int TagSize = 16;
    public const int ChunkSize = 64 * 1024;
    public const int SealedChunkSize = ChunkSize + TagSize;

    /// <summary>Returns the number of chunks of a content of this size.</summary>
    public static long CountChunks(long size) => Math.Max(1, (size + ChunkSize - 1) / ChunkSize);

    /// <summary>Returns the bytes that an encrypted content of this size has.</summary>
    public static long SealedSize(long size) => size + (CountChunks(size) * TagSize);

    /// <summary>Returns where the chunks are that contain a part of the content.</summary>
    /// <param name="size">Bytes of the whole content.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">Bytes of the part, at least one.</param>
    public static (long Offset, long Length) Locate(long size, long offset, long length)
    {
        var begin = offset / ChunkSize * SealedChunkSize;
        var end = Math.Min(SealedSize(size), (((offset + length - 1) / ChunkSize) + 1) * SealedChunkSize);
        return (begin, end - begin);
    }

    public static void WriteNonce(Span<byte> nonce, long chunk, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[NonceSize - 1] = isLast ? (byte)1 : (byte)0;
    }
}
