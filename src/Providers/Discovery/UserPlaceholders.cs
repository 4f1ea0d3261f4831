namespace EmailAgent.Providers.Discovery;

/// <summary>The placeholders for parts of the address in user names, as autoconfig documents write them.</summary>
internal static class UserPlaceholders
{
    public const string Address = "%EMAILADDRESS%";

    private const string LocalPart = "%EMAILLOCALPART%";
    private const string Domain = "%EMAILDOMAIN%";

    /// <param name="address">An address, or a user name without a domain.</param>
    public static string Replace(string text, string address)
    {
        var at = address.LastIndexOf('@');
        return text
            .Replace(Address, address, StringComparison.OrdinalIgnoreCase)
            .Replace(LocalPart, at < 0 ? address : address[..at], StringComparison.OrdinalIgnoreCase)
            .Replace(Domain, at < 0 ? "" : address[(at + 1)..], StringComparison.OrdinalIgnoreCase);
    }
}
