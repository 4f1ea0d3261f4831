using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Addresses as they are written.</summary>
internal static class AddressSyntax
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    /// <summary>An addr-spec (RFC 5322 section 3.4.1), its domain in ASCII unless UTF-8 is allowed.</summary>
    /// <exception cref="ArgumentException">This is no address, or one that needs UTF-8.</exception>
    public static string Spec(string address, bool utf8)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1 || !HeaderSyntax.IsPrintable(address, utf8: true))
            throw new ArgumentException("This is not an address: something@domain is needed.", nameof(address));
        var local = address[..at];
        if (!utf8 && !Ascii.IsValid(local))
            throw new ArgumentException("An address with such a local part can only be written as UTF-8 (SMTPUTF8).", nameof(address));
        var domain = utf8 ? address[(at + 1)..] : ToAce(address[(at + 1)..]);
        if (!IsDomain(domain, utf8))
            throw new ArgumentException("What follows the at sign is not a domain.", nameof(address));
        return $"{Local(local, utf8)}@{domain}";
    }

    /// <summary>A domain in its ASCII form (RFC 5890); what is ASCII stays as it is.</summary>
    /// <exception cref="ArgumentException">This is not a domain.</exception>
    public static string ToAce(string domain) => Ascii.IsValid(domain) ? domain : Idn.GetAscii(domain);

    private static bool IsDomain(string domain, bool utf8) =>
        domain is ['[', .. var literal, ']'] ? !literal.AsSpan().ContainsAny("[]\\ ") : IsDotAtom(domain, utf8);

    // Dots in odd places ("a..b@docomo.ne.jp" is a real form) are written in quotes, as the standard wants them; whoever
    // means other characters there writes the quotes himself.
    private static string Local(string local, bool utf8)
    {
        if (IsDotAtom(local, utf8) || IsQuoted(local))
            return local;
        return HeaderSyntax.IsAtom(local.Replace(".", "", StringComparison.Ordinal), utf8)
            ? HeaderSyntax.Quote(local)
            : throw new ArgumentException("What stands before the at sign needs quotes.", nameof(local));
    }

    private static bool IsQuoted(string local)
    {
        if (local is not ['"', .. var inner, '"'])
            return false;
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '"' || (inner[i] == '\\' && ++i == inner.Length))
                return false;
        }

        return true;
    }

    private static bool IsDotAtom(string text, bool utf8)
    {
        foreach (var part in text.AsSpan().Split('.'))
        {
            if (!HeaderSyntax.IsAtom(text.AsSpan(part), utf8))
                return false;
        }

        return true;
    }
}
