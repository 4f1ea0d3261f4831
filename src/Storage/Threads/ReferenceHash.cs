using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Storage.Threads;

/// <summary>Message ids and subjects as 64-bit numbers: stable for ever, since they are stored.</summary>
internal static class ReferenceHash
{
    private const int MaxBytes = 1024;

    /// <summary>The first 64 bits of the SHA-256 of the text in UTF-8 (of its first kilobyte).</summary>
    public static long Of(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        Encoding.UTF8.GetEncoder().Convert(text, utf8, flush: true, out _, out var length, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..length], hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
