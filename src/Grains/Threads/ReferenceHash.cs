using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.Threads;

/// <summary>Hashes of message ids and subjects as 64-bit numbers. They never change, since they are stored.</summary>
internal static class ReferenceHash
{
    private const int MaxBytes = 1024;

    /// <summary>Returns the first 64 bits of the SHA-256 of the text in UTF-8 (of its first kilobyte).</summary>
    public static long Of(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        Encoding.UTF8.GetEncoder().Convert(text, utf8, flush: true, out _, out var length, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..length], hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
