using System.Globalization;
using System.Text;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Providers.Gmail;

/// <summary>Names the recipients of the envelope that the header lacks in a field Bcc, which Gmail removes when it sends the message.</summary>
internal static class HiddenRecipients
{
    private static readonly IdnMapping Idn = new();

    /// <summary>Adds the field, if it takes one.</summary>
    /// <returns>False when an address cannot stand in a header.</returns>
    public static bool TryAdd(MailToSubmit mail, out ReadOnlyMemory<byte> message)
    {
        message = mail.Message;
        var header = MimeParser.Parse(HeaderOf(mail.Message));
        var named = header.To.Concat(header.Cc).Select(address => Canonical(address.Address)).ToHashSet(StringComparer.Ordinal);
        var hidden = mail.Recipients.Where(address => !named.Contains(Canonical(address))).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (hidden.Count == 0)
        {
            return true;
        }

        if (hidden.Exists(address => !CanStandInHeader(address)))
        {
            return false;
        }

        var field = Encoding.UTF8.GetBytes($"Bcc: {string.Join(",\r\n ", hidden)}\r\n");
        var whole = new byte[field.Length + mail.Message.Length];
        field.CopyTo(whole, 0);
        mail.Message.CopyTo(whole.AsMemory(field.Length));
        message = whole;
        return true;
    }

    private static ReadOnlyMemory<byte> HeaderOf(ReadOnlyMemory<byte> message)
    {
        var end = message.Span.IndexOf("\r\n\r\n"u8);
        return end < 0 ? message : message[..(end + 4)];
    }

    private static bool CanStandInHeader(string address) =>
        address.LastIndexOf('@') is > 0 and var at && at < address.Length - 1
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or ':' or '<' or '>' or '(' or ')');

    /// <summary>Returns the form in which addresses are compared: the domain in ASCII and in small letters.</summary>
    private static string Canonical(string address)
    {
        var at = address.LastIndexOf('@');
        try
        {
            return at < 0 ? address : string.Concat(address.AsSpan(0, at + 1), Idn.GetAscii(address[(at + 1)..]).ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return address.ToLowerInvariant();
        }
    }
}
