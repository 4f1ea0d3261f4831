using System.Globalization;
using System.Text;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The domain of a sender in the one form in which all its spellings are equal: lower-case ASCII, with punycode (IDNA).</summary>
internal static class SenderDomain
{
    private const int MaxLength = 253;

    private static readonly IdnMapping Idn = new();

    /// <summary>Returns the form of a domain that a user names.</summary>
    /// <returns>Null if the text is not a domain.</returns>
    public static string? Normalize(string text)
    {
        var ascii = ToAscii(text.Trim());
        return ascii is { Length: > 0 and <= MaxLength } && ascii.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && ascii[0] != '.' && ascii[^1] != '.'
            ? ascii
            : null;
    }

    /// <summary>Indicates whether a sender is of one of these domains, or of their subdomains.</summary>
    /// <param name="sender">An address, or its domain.</param>
    /// <param name="domains">Domains as users named them.</param>
    public static bool Matches(string sender, IEnumerable<string> domains)
    {
        var text = sender[(sender.LastIndexOf('@') + 1)..];
        var domain = ToAscii(text) ?? text;
        return domains.Select(wanted => ToAscii(wanted) ?? wanted).Any(
            wanted => domain.Equals(wanted, StringComparison.OrdinalIgnoreCase) || domain.EndsWith('.' + wanted, StringComparison.OrdinalIgnoreCase));
    }

    private static string? ToAscii(string domain)
    {
        // Punycode is longer than the text that it encodes, and takes quadratic time.
        if (domain.Length > MaxLength)
            return null;
        var lower = domain.ToLowerInvariant();
        if (Ascii.IsValid(lower))
            return lower;
        try
        {
            return Idn.GetAscii(lower).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
