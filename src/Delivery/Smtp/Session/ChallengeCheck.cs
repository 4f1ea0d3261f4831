using System.Globalization;
using System.Text;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>Refuses challenges of a login that would keep a client busy, before the client computes an answer.</summary>
internal static class ChallengeCheck
{
    /// <summary>Fewest rounds of SCRAM's key derivation (RFC 7677 section 4). With fewer, an impostor that sees one exchange guesses passwords cheaply.</summary>
    private const int MinimumIterations = 4096;

    /// <summary>Most rounds: about half a second of one core. Servers in the field use 4,096 to 600,000.</summary>
    private const int MaximumIterations = 1_000_000;

    /// <summary>Characters of one challenge. SCRAM's are about 140, OAuth's error documents some hundred.</summary>
    private const int Length = 12_288;

    /// <summary>Challenges in one exchange. None of the mechanisms has more than three.</summary>
    private const int Challenges = 8;

    /// <summary>Returns what makes a challenge impossible; null if nothing does.</summary>
    /// <param name="challenge">The text of the reply, in base64.</param>
    /// <param name="number">Its number in the exchange, from 1.</param>
    public static string? Fault(string challenge, int number)
    {
        if (number > Challenges || challenge.Length > Length)
        {
            return "The login has more or longer challenges than any mechanism.";
        }

        return Decode(challenge) is not { } text ? "A challenge is not base64."
            : Iterations(text) is { } iterations && iterations is < MinimumIterations or > MaximumIterations ? "The server demands a key derivation that is too cheap or too expensive."
            : null;
    }

    /// <summary>Returns the text of a challenge; null if it is not base64.</summary>
    public static string? Decode(string challenge)
    {
        var bytes = new byte[challenge.Length];
        return Convert.TryFromBase64String(challenge.Trim(), bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    /// <summary>Returns the number of rounds in the server's first message of SCRAM (RFC 5802 section 5.1); null for other texts.</summary>
    private static long? Iterations(string text)
    {
        var fields = text.Split(',');
        return fields.Length >= 3 && fields[0].StartsWith("r=", StringComparison.Ordinal) && fields.LastOrDefault(f => f.StartsWith("i=", StringComparison.Ordinal)) is { } field
            ? long.TryParse(field.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) ? iterations : 0
            : null;
    }
}
