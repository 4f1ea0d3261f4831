using EmailAgent.Intelligence;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Analysis;

/// <summary>The reading of <see cref="HeaderSignals"/> from a parsed message. Pure.</summary>
/// <param name="trustedServers">The servers whose Authentication-Results are trusted, besides the one that received the message.</param>
internal sealed class SignalReader(IReadOnlySet<string> trustedServers)
{
    /// <summary>A reader that trusts only the server that received the message.</summary>
    public static readonly SignalReader Default = new(new HashSet<string>());

    private const int LongestListId = 255;
    private const int LongestWord = 50;
    private const int MostAddresses = 4;
    private const int LongestAddress = 2000;

    /// <summary>Reads the signals of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="server">The name under which the provider states its own checks; null if it is not known.</param>
    /// <param name="utcOffset">The offset of the Date header; null if it is not believable.</param>
    /// <returns>Null if there are none, as in mail that a person sent in UTC.</returns>
    public HeaderSignals? Read(MimeMessage message, string? server, TimeSpan? utcOffset)
    {
        var list = message.MailingList;
        var signals = new MessageSignals
        {
            ListId = Cut(list?.Id, LongestListId),
            CanUnsubscribe = list?.Unsubscribe.Count > 0,
            CanUnsubscribeByOneClick = list is { HasOneClickUnsubscribe: true, Unsubscribe.Count: > 0 },
            Precedence = Cut(Word(message.Headers["Precedence"]), LongestWord),
            AutoSubmitted = Cut(message.AutoSubmitted, LongestWord),
            IsAuthenticated = ReadAuthentication(message, server),
        };
        // A Date header without a zone is read as UTC, so zero proves nothing.
        var offset = utcOffset is { } known && known != TimeSpan.Zero ? (short?)known.TotalMinutes : null;
        return signals == MessageSignals.None && offset is null
            ? null
            : new HeaderSignals(signals, [.. (list?.Unsubscribe ?? []).Where(address => address.Length <= LongestAddress).Take(MostAddresses)], offset);
    }

    /// <summary>
    /// Returns the verdict of DMARC, else that of DKIM for the sender's domain. Any sender can forge the field, so only those of known servers count, and
    /// those above the first Received field: the server that received the message adds its own fields on top of all that the sender wrote (RFC 8601, 5).
    /// </summary>
    private bool? ReadAuthentication(MimeMessage message, string? server)
    {
        var fields = message.Headers.All("Authentication-Results");
        if (fields.Count == 0)
            return null;
        var firstHop = message.Headers.All("Received") is [var hop, ..] ? hop.Offset : 0;
        foreach (var (field, results) in fields.Zip(message.AuthenticationResults))
        {
            var isTrusted = field.Offset < firstHop
                || trustedServers.Contains(results.ServerId)
                || (server is not null && string.Equals(results.ServerId, server, StringComparison.OrdinalIgnoreCase));
            if (isTrusted && Verdict(results.Results, DomainOf(message)) is { } verdict)
                return verdict;
        }

        return null;
    }

    private static bool? Verdict(IReadOnlyList<AuthenticationResult> results, string? domain)
    {
        var dmarc = results.Where(check => check.Method == "dmarc").Select(check => ToVerdict(check.Result)).FirstOrDefault(verdict => verdict is not null);
        if (dmarc is not null || domain is null)
            return dmarc;
        var dkim = results.Where(check => check.Method == "dkim").ToList();
        if (dkim.Exists(check => check.Result == "pass" && IsAligned(check.Property("header.d") ?? check.Property("header.i"), domain)))
            return true;
        return dkim.Exists(check => ToVerdict(check.Result) == false) ? false : null;
    }

    private static bool? ToVerdict(string result) => result switch
    {
        "pass" or "bestguesspass" => true,
        "fail" or "permerror" or "policy" => false,
        _ => null, // none, neutral, temperror
    };

    /// <summary>Indicates whether one of two domains contains the other, which approximates the relaxed alignment of DMARC (RFC 7489, 3.1).</summary>
    private static bool IsAligned(string? signer, string domain)
    {
        if (signer is null)
            return false;
        signer = signer[(signer.LastIndexOf('@') + 1)..].TrimEnd('.').ToLowerInvariant();
        return signer == domain
            || (signer.Contains('.', StringComparison.Ordinal) && domain.EndsWith('.' + signer, StringComparison.Ordinal))
            || signer.EndsWith('.' + domain, StringComparison.Ordinal);
    }

    private static string? DomainOf(MimeMessage message) =>
        message.From is [var author] && author.Address.LastIndexOf('@') is >= 0 and var at ? author.Address[(at + 1)..].ToLowerInvariant() : null;

    private static string? Word(string? value) =>
        value?.Trim().Split(' ', ';', '(')[0].ToLowerInvariant() is { Length: > 0 } word ? word : null;

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];
}
