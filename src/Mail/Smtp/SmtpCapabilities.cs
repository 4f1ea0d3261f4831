using System.Globalization;

namespace EmailAgent.Mail.Smtp;

/// <summary>What a server announced in its answer to EHLO (RFC 5321 section 4.1.1.1). Names compare without case. Empty after HELO.</summary>
public sealed class SmtpCapabilities
{
    private readonly Dictionary<string, string> _parameters;
    private readonly HashSet<string> _mechanisms;

    internal SmtpCapabilities(IEnumerable<KeyValuePair<string, string>> extensions)
    {
        _parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        _mechanisms = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, parameters) in extensions)
        {
            _parameters[name] = parameters;
            if (name.Equals("AUTH", StringComparison.OrdinalIgnoreCase))
            {
                _mechanisms.UnionWith(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    /// <summary>Keywords as announced.</summary>
    public IReadOnlyCollection<string> Names => _parameters.Keys;

    /// <summary>SASL mechanisms on offer (RFC 4954), also from the old form <c>AUTH=</c>.</summary>
    public IReadOnlySet<string> Mechanisms => _mechanisms;

    /// <summary>STARTTLS (RFC 3207) is on offer.</summary>
    public bool StartTls => Has("STARTTLS");

    /// <summary>PIPELINING (RFC 2920): commands need not wait for replies.</summary>
    public bool Pipelining => Has("PIPELINING");

    /// <summary>8BITMIME (RFC 6152): bytes over 127 in messages.</summary>
    public bool EightBitMime => Has("8BITMIME");

    /// <summary>SMTPUTF8 (RFC 6531): addresses and header fields in UTF-8.</summary>
    public bool SmtpUtf8 => Has("SMTPUTF8");

    /// <summary>CHUNKING (RFC 3030): BDAT.</summary>
    public bool Chunking => Has("CHUNKING");

    /// <summary>BINARYMIME (RFC 3030), which is of use with <see cref="Chunking"/> only.</summary>
    public bool BinaryMime => Has("BINARYMIME") && Chunking;

    /// <summary>DSN (RFC 3461): delivery status notifications on request.</summary>
    public bool Dsn => Has("DSN");

    /// <summary>ENHANCEDSTATUSCODES (RFC 2034). Servers that do not announce it may still send them.</summary>
    public bool EnhancedStatusCodes => Has("ENHANCEDSTATUSCODES");

    /// <summary>REQUIRETLS (RFC 8689).</summary>
    public bool RequireTls => Has("REQUIRETLS");

    /// <summary>SIZE (RFC 1870) is understood.</summary>
    public bool Size => Has("SIZE");

    /// <summary>Bytes of the largest message, null if the server does not tell or has no fixed limit.</summary>
    public long? MaximumSize => Number(Parameters("SIZE"));

    /// <summary>Most recipients of one message (LIMITS RCPTMAX, RFC 9422), null if the server does not tell.</summary>
    public long? MaximumRecipients => Parameters("LIMITS")?.Split(' ')
        .Where(limit => limit.StartsWith("RCPTMAX=", StringComparison.OrdinalIgnoreCase))
        .Select(limit => Number(limit["RCPTMAX=".Length..]))
        .FirstOrDefault();

    /// <summary>True if the server announced <paramref name="keyword"/>.</summary>
    public bool Has(string keyword) => _parameters.ContainsKey(keyword);

    /// <summary>What stands behind a keyword, empty if nothing does, null if it was not announced.</summary>
    public string? Parameters(string keyword) => _parameters.GetValueOrDefault(keyword);

    // Zero means no fixed limit (RFC 1870 section 3).
    private static long? Number(string? text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
