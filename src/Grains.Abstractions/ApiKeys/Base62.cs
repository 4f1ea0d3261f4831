using System.Numerics;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>Bytes as letters and digits: a big-endian number in base 62, of the same length for the same number of bytes.</summary>
internal static class Base62
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Returns the number of characters for a number of bytes.</summary>
    public static int LengthOf(int bytes) => (int)Math.Ceiling(bytes * 8 / Math.Log2(Digits.Length));

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new char[LengthOf(bytes.Length)];
        for (var i = text.Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Digits.Length, out var digit);
            text[i] = Digits[(int)digit];
        }

        return new string(text);
    }

    /// <returns>False for a text that is not what <see cref="Encode"/> makes of so many bytes.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var number = BigInteger.Zero;
        foreach (var character in text)
        {
            var digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
                return false;
            number = (number * Digits.Length) + digit;
        }

        var length = number.GetByteCount(isUnsigned: true);
        if (length > bytes.Length)
            return false;
        bytes.Clear();
        return number.TryWriteBytes(bytes[^length..], out _, isUnsigned: true, isBigEndian: true);
    }
}
