using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.Audit;

/// <summary>
/// Hashes that make rows a chain: HMAC-SHA-256 over the previous hash and all fields of the row, each preceded by its length, so that
/// no two rows look the same. Of the origin it covers the digest, so that the origin can be removed.
/// </summary>
internal static class AuditChain
{
    public const int KeySize = 32;

    // Rows and anchors are never mistaken for each other.
    private const byte RowKind = 1;
    private const byte AnchorKind = 2;

    public static byte[] HashRow(ReadOnlySpan<byte> key, ReadOnlySpan<byte> previous, AuditRow row)
    {
        var content = new ArrayBufferWriter<byte>(512);
        Write(content, [RowKind]);
        Write(content, previous);
        Write(content, row.ChainId);
        Write(content, row.Seq);
        Write(content, row.At.Ticks);
        Write(content, row.Action);
        Write(content, row.Outcome);
        Write(content, row.ActorId);
        Write(content, row.Credential);
        Write(content, row.Target);
        Write(content, row.Details);
        if (row.OriginDigest is null)
            WriteNothing(content);
        else
            Write(content, row.OriginDigest);
        return HMACSHA256.HashData(key, content.WrittenSpan);
    }

    public static byte[] HashAnchor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> previous, AuditAnchor anchor)
    {
        var content = new ArrayBufferWriter<byte>(256);
        Write(content, [AnchorKind]);
        Write(content, previous);
        Write(content, anchor.Number);
        Write(content, anchor.Day.DayNumber);
        Write(content, anchor.ChainId);
        Write(content, anchor.Seq);
        Write(content, anchor.HeadHash);
        return HMACSHA256.HashData(key, content.WrittenSpan);
    }

    public static byte[] Digest(string origin) => SHA256.HashData(Encoding.UTF8.GetBytes(origin));

    private static void Write(ArrayBufferWriter<byte> target, Guid? value)
    {
        if (value is not { } id)
        {
            WriteNothing(target);
            return;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Write(target, bytes);
    }

    private static void Write(ArrayBufferWriter<byte> target, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        Write(target, bytes);
    }

    private static void Write(ArrayBufferWriter<byte> target, string? value)
    {
        if (value is null)
            WriteNothing(target);
        else
            Write(target, Encoding.UTF8.GetBytes(value));
    }

    private static void Write(ArrayBufferWriter<byte> target, ReadOnlySpan<byte> value)
    {
        WriteLength(target, value.Length);
        target.Write(value);
    }

    private static void WriteNothing(ArrayBufferWriter<byte> target) => WriteLength(target, -1);

    private static void WriteLength(ArrayBufferWriter<byte> target, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(target.GetSpan(4), length);
        target.Advance(4);
    }
}
