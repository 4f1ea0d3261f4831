using System.Buffers;
using System.Globalization;
using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Smtp.Wire;
using MimeKit;

namespace EmailAgent.Delivery.Messages;

/// <summary>Refuses values that would begin or end a header field, or that mean something else once they are written.</summary>
internal static class OutgoingText
{
    // token of RFC 2045 section 5.1.
    private static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`{|}~");

    private static readonly SearchValues<char> NotInIdentifiers = SearchValues.Create("<>()\"\\,;");
    private static readonly SearchValues<char> NotInDomains = SearchValues.Create(" <>\"\t,;()");

    /// <summary>Longest identifier. A line has at most 998 characters, and identifiers of hostile messages are copied into replies.</summary>
    private const int LongestIdentifier = 500;

    private static readonly string[] Own =
    [
        "Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version",
        "Resent-Bcc", "Return-Path",
    ];

    /// <summary>Returns a text that has no control characters but tabs.</summary>
    public static string Checked(string value, string field)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if ((Rune.IsControl(rune) && rune.Value != '\t') || (rune == Rune.ReplacementChar && !value.Contains('\ufffd')))
            {
                throw new ArgumentException($"{field} must not contain control characters.");
            }
        }

        return value;
    }

    /// <summary>Indicates whether a text can be an identifier (RFC 5322 section 3.6.4), without brackets.</summary>
    public static bool IsIdentifier(string id)
        => id.Length is > 0 and <= LongestIdentifier && !id.AsSpan().ContainsAnyExceptInRange('!', '~') && !id.AsSpan().ContainsAny(NotInIdentifiers);

    public static string Identifier(string id, string field)
        => IsIdentifier(id) ? id : throw new ArgumentException($"{field} is not an identifier: printable ASCII without blanks and brackets is needed.");

    public static string HeaderName(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("This is not the name of a header field.");
        }

        return Own.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException($"{name} is written from the message's own properties.")
            : name;
    }

    public static ContentType MediaType(string value)
    {
        var parts = value.Split('/');
        if (parts.Length != 2 || parts.Any(part => part.Length == 0 || part.AsSpan().ContainsAnyExcept(Token)))
        {
            throw new ArgumentException("A media type is written as type/subtype.");
        }

        return parts[0].Equals("multipart", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException("A file cannot be a multipart.")
            : new ContentType(parts[0], parts[1]);
    }

    /// <exception cref="ArgumentException">The text is not an address.</exception>
    public static MailboxAddress Address(OutgoingAddress address)
    {
        var text = Checked(address.Address, "An address");
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text.AsSpan(at).ContainsAny(NotInDomains))
        {
            throw new ArgumentException("This is not an address: something@domain is needed.");
        }

        EnvelopeText.CheckAddress(text, SmtpLimits.Default);
        try
        {
            return new MailboxAddress(Checked(address.Name ?? "", "A name"), text) is { } mailbox && mailbox.Address.Contains('@', StringComparison.Ordinal)
                ? mailbox
                : throw new ArgumentException("This is not an address: something@domain is needed.");
        }
        catch (ParseException e)
        {
            throw new ArgumentException("This is not an address.", e);
        }
    }

    /// <summary>Indicates whether an address needs SMTPUTF8: its local part is outside of ASCII.</summary>
    public static bool NeedsUtf8(string address) => !Ascii.IsValid(address.AsSpan(0, Math.Max(0, address.LastIndexOf('@'))));

    /// <summary>Converts a domain to its ASCII form (RFC 5890); ASCII stays unchanged.</summary>
    public static string ToAscii(string domain) => Ascii.IsValid(domain) ? domain : new IdnMapping().GetAscii(domain);
}
