using System.Globalization;
using System.Text.RegularExpressions;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The meaning of a server's refusal for the next attempt, judged by its response code (RFC 5530) and its words.</summary>
/// <param name="RetryAfter">The wait that the server requests; null when it names none.</param>
internal readonly partial record struct ImapRefusal(ImapRefusalKind Kind, TimeSpan? RetryAfter = null)
{
    /// <summary>A server may name any time; waiting for longer would lose the mailbox.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // Exchange: "Request is throttled. Suggested Backoff Time"; Gmail: "Account exceeded command or bandwidth limits", "Too many simultaneous connections".
    private static readonly string[] ThrottlingWords = ["throttl", "too many", "backoff", "back off", "rate limit", "slow down", "bandwidth limit", "command or bandwidth"];

    private static readonly string[] PassingWords = ["temporar", "try again", "unavailable", "timeout", "timed out", "internal error", "busy", "later"];

    public bool IsThrottled => Kind == ImapRefusalKind.Throttled;

    public static ImapRefusal Of(ImapCommandException refusal) => Of(refusal.Code, refusal.Text, refusal.IsBad);

    /// <param name="code">The response code, in upper case; null without one.</param>
    /// <param name="text">The server's words.</param>
    /// <param name="isBad">Indicates whether the server answered BAD.</param>
    public static ImapRefusal Of(string? code, string text, bool isBad = false)
    {
        if (Says(text, ThrottlingWords))
        {
            return new ImapRefusal(ImapRefusalKind.Throttled, ReadWait(text));
        }

        return new ImapRefusal(code switch
        {
            "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG" or "OVERQUOTA" or "CONTACTADMIN" or "EXPUNGEISSUED" => ImapRefusalKind.ForNow,
            null when !isBad || Says(text, PassingWords) => ImapRefusalKind.ForNow,
            _ => ImapRefusalKind.ForGood,
        });
    }

    /// <summary>Judges the refusal of a login. Without a code, only few words keep it from being about the password: many servers add "try again" to that.</summary>
    public static ImapRefusal OfLogin(string? code, string text) =>
        code is null && !Says(text, ThrottlingWords) && !text.Contains("temporar", StringComparison.OrdinalIgnoreCase)
            ? new ImapRefusal(ImapRefusalKind.ForGood)
            : Of(code, text);

    /// <summary>Judges the refusal of a folder that the server no longer lists. Without a code, only its words keep the folder from being gone.</summary>
    public static ImapRefusal OfUnlisted(string? code, string text) =>
        code is null && !Says(text, ThrottlingWords) && !Says(text, PassingWords)
            ? new ImapRefusal(ImapRefusalKind.ForGood)
            : Of(code, text);

    private static bool Says(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static TimeSpan? ReadWait(string text)
    {
        if (Wait().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var number = double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var wait = char.ToUpperInvariant(match.Groups["unit"].ValueSpan[0]) switch
        {
            'M' when match.Groups["unit"].Value.StartsWith("min", StringComparison.OrdinalIgnoreCase) => TimeSpan.FromMinutes(number),
            'M' => TimeSpan.FromMilliseconds(number),
            _ => TimeSpan.FromSeconds(number),
        };
        return wait < LongestWait ? wait : LongestWait;
    }

    [GeneratedRegex(@"(?<number>\d{1,9})\s*(?<unit>milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wait();
}

internal enum ImapRefusalKind
{
    /// <summary>The same command may work later.</summary>
    ForNow,

    /// <summary>The server does not indicate that the same command will ever work. It is retried all the same, less often.</summary>
    ForGood,

    /// <summary>The server wants fewer commands of any kind.</summary>
    Throttled,
}
