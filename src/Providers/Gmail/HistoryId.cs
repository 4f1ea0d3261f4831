using System.Globalization;
using System.Numerics;

namespace EmailAgent.Providers.Gmail;

/// <summary>History ids are opaque and may be longer than any number type; where they are numbers they can be compared.</summary>
internal static class HistoryId
{
    /// <summary>Longer than any that makes sense; bounds the work of parsing.</summary>
    private const int LongestNumber = 100;

    /// <summary>Returns the later of two ids; the second where they cannot be compared.</summary>
    public static string Later(string one, string other) =>
        TryParse(one, out var first) && TryParse(other, out var second) && first > second ? one : other;

    private static bool TryParse(string text, out BigInteger number)
    {
        number = default;
        return text.Length <= LongestNumber && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
