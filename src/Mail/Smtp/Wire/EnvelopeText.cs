using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Smtp.Wire;

/// <summary>Checks and encodes what goes into the parameters of commands. Nothing that could end or begin a command passes.</summary>
internal static class EnvelopeText
{
    /// <summary>Fails for what cannot be sent as an address.</summary>
    /// <exception cref="ArgumentException">Controls, half characters, brackets or spaces outside quotes, or too long.</exception>
    public static void CheckAddress(string address, SmtpLimits limits)
    {
        var quoted = false;
        for (var i = 0; i < address.Length; i++)
        {
            if (quoted && address[i] == '\\')
            {
                i++;
            }
            else
            {
                quoted ^= address[i] == '"';
                if (!quoted && address[i] is ' ' or '<' or '>' or '\u00a0')
                {
                    throw new ArgumentException("An address has a bracket or space outside quotes.", nameof(address));
                }
            }
        }

        if (quoted || address.Length > limits.Address || HasControls(address))
        {
            throw new ArgumentException("An address has control characters, an open quote, or is too long.", nameof(address));
        }
    }

    /// <summary>Fails for what is not a visible ASCII word.</summary>
    public static void CheckWord(string value, int maximum)
    {
        if (value.Length == 0 || value.Length > maximum || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("Not a word of printable ASCII, or too long.", nameof(value));
        }
    }

    /// <summary>An address whose domain is in the form that needs no SMTPUTF8, null if its local part needs it or the domain has none.</summary>
    public static string? ToAscii(string address)
    {
        var at = address.LastIndexOf('@');
        if (Ascii.IsValid(address) || at < 0 || !Ascii.IsValid(address.AsSpan(0, at)))
        {
            return Ascii.IsValid(address) ? address : null;
        }

        try
        {
            return address[..(at + 1)] + new IdnMapping { UseStd3AsciiRules = true }.GetAscii(address[(at + 1)..]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>xtext (RFC 3461 section 4).</summary>
    public static string XText(string ascii)
    {
        var text = new StringBuilder(ascii.Length);
        foreach (var c in ascii)
        {
            _ = c is >= '!' and <= '~' and not ('+' or '=')
                ? text.Append(c)
                : text.Append(CultureInfo.InvariantCulture, $"+{(int)c:X2}");
        }

        return text.ToString();
    }

    /// <summary>An address with its type, as ORCPT wants it (RFC 3461 section 4.2, RFC 6533 section 3).</summary>
    public static string OriginalRecipient(string address)
    {
        if (Ascii.IsValid(address))
        {
            return "rfc822;" + XText(address);
        }

        var text = new StringBuilder("utf-8;");
        foreach (var rune in address.EnumerateRunes())
        {
            _ = rune.Value is >= '!' and <= '~' and not ('+' or '=' or '\\')
                ? text.Append((char)rune.Value)
                : text.Append(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:X2}}}");
        }

        return text.ToString();
    }

    // Runes turn half characters into U+FFFD, which nobody has in an address.
    private static bool HasControls(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return true;
            }
        }

        return false;
    }
}
