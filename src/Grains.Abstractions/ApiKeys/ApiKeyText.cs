using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>
/// Text of an API key: a prefix that scanners for leaked secrets find, ids and secret in base 62, and a checksum (CRC-32), which
/// detects other texts without a look-up. It is one word, so that a double click selects all of it.
/// </summary>
/// <param name="Id">The id by which the key is found.</param>
/// <param name="Secret">160 random bits.</param>
public sealed record ApiKeyText(ApiKeyId Id, byte[] Secret)
{
    public const string Prefix = "ea_live_";

    public const int SecretLength = 20;

    private const int IdLength = 16;
    private const int BodyLength = (2 * IdLength) + SecretLength;

    private static readonly int BodyChars = Base62.LengthOf(BodyLength);
    private static readonly int ChecksumChars = Base62.LengthOf(sizeof(uint));

    public override string ToString()
    {
        Span<byte> body = stackalloc byte[BodyLength];
        Id.UserId.TryWriteBytes(body, bigEndian: true, out _);
        Id.KeyId.TryWriteBytes(body[IdLength..], bigEndian: true, out _);
        Secret.CopyTo(body[(2 * IdLength)..]);
        var text = Prefix + Base62.Encode(body);
        return text + Checksum(text);
    }

    /// <returns>Null for a text of another form, or with a checksum that does not match.</returns>
    public static ApiKeyText? Parse(string text)
    {
        if (text.Length != Prefix.Length + BodyChars + ChecksumChars || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var sum = text.Length - ChecksumChars;
        Span<byte> body = stackalloc byte[BodyLength];
        if (!text.AsSpan(sum).SequenceEqual(Checksum(text[..sum])) || !Base62.TryDecode(text.AsSpan(Prefix.Length, BodyChars), body))
            return null;
        var id = new ApiKeyId(new Guid(body[..IdLength], bigEndian: true), new Guid(body[IdLength..(2 * IdLength)], bigEndian: true));
        return new ApiKeyText(id, body[(2 * IdLength)..].ToArray());
    }

    private static string Checksum(string text)
    {
        Span<byte> sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(Encoding.ASCII.GetBytes(text)));
        return Base62.Encode(sum);
    }
}
