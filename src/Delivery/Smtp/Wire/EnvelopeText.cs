using System.Globalization;
using System.Text;

namespace EmailAgent.Delivery.Smtp.Wire;

/// <summary>Checks what goes into commands. Nothing that could end or begin a command passes.</summary>
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

    /// <summary>Throws for a text that is not a word of visible ASCII.</summary>
    public static void CheckWord(string value, int maximum)
    {
        if (value.Length == 0 || value.Length > maximum || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("Not a word of printable ASCII, or too long.", nameof(value));
        }
    }

    /// <summary>Returns an address with its domain in ASCII; null if its local part needs SMTPUTF8 or the domain has no such form.</summary>
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

    // Runes turn unpaired surrogates into U+FFFD, which no address contains.
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
