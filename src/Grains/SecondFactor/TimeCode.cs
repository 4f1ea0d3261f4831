using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.SecondFactor;

/// <summary>Codes of authenticators: TOTP (RFC 6238) with SHA-1, 30 seconds and six digits, which is what all of them know.</summary>
internal static class TimeCode
{
    public const int Digits = 6;

    /// <summary>Length recommended by RFC 4226, section 4.</summary>
    public const int SecretBytes = 20;

    private const int Period = 30;

    // Clocks differ, and typing takes time: one step before and after (RFC 6238, section 5.2).
    private const int Skew = 1;

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / Period;

    /// <summary>Returns the code of a time step (RFC 4226, section 5.3).</summary>
    public static string Compute(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 has SHA-1 as its default, and many authenticators know no other; HMAC does not rest on collision resistance.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0x0f)..]) & int.MaxValue;
        return (truncated % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>Returns the time step whose code this is, now or one step off.</summary>
    /// <param name="secret">Shared with the authenticator.</param>
    /// <param name="code">As typed, without blanks.</param>
    /// <param name="now">The time.</param>
    /// <param name="after">Codes of this step and earlier ones are used up.</param>
    /// <returns>Null for no such code.</returns>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long after)
    {
        long? found = null;
        var typed = Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(now) + Skew; step >= StepAt(now) - Skew; step--)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Compute(secret, step)), typed) && step > after)
                found = step;
        }

        return found;
    }
}
