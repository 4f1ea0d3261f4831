using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>An authenticator as people have on their phones, written from RFC 6238 and RFC 4648 alone.</summary>
internal static class Authenticator
{
    public static string Code(string secret, DateTimeOffset now)
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, now.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // what authenticators use
        var mac = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(mac[19] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
