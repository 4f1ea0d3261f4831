using System.Globalization;

namespace EmailAgent.Providers.Discovery;

/// <summary>The domain of an address as the DNS writes it.</summary>
internal static class MailDomain
{
    private const int MaxLength = 253;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Returns the domain of an address in lower-case ASCII.</summary>
    /// <returns>Null for what cannot be a domain of the public DNS, such as a single label or an IP address.</returns>
    public static string? Of(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? ToAscii(address[(at + 1)..]) : null;
    }

    /// <summary>Indicates whether a host is in a domain.</summary>
    public static bool Includes(string domain, string host) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Indicates whether a text is a host name that a server can have.</summary>
    public static bool IsHostName(string host) => ToAscii(host) is { } ascii && ascii.Equals(host, StringComparison.OrdinalIgnoreCase);

    private static string? ToAscii(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            // No top-level domain begins with a digit, so that this excludes addresses.
            return ascii.Length <= MaxLength && labels.Length > 1 && labels.All(IsLabel) && !char.IsAsciiDigit(labels[^1][0]) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
