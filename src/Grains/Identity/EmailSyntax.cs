namespace EmailAgent.Grains.Identity;

/// <summary>
/// Accepted e-mail addresses: one local part and a domain as in RFC 5321, section 4.1.2 without quoted strings, address literals and
/// comments, with letters of all scripts (RFC 6531), and also single-label domains for mail inside a network. Letters that only
/// imitate others are not accepted.
/// </summary>
internal static class EmailSyntax
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    public static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= MaxLocalLength
            && text.Length <= MaxLength
            && IsDotAtom(text.AsSpan(0, at))
            && EmailDomain.Normalize(text[(at + 1)..]) is not null;
    }

    /// <summary>Returns the form in which two spellings of one account are equal.</summary>
    public static string ToKey(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && EmailDomain.Normalize(address[(at + 1)..]) is { } domain
            ? $"{address[..at].ToLowerInvariant()}@{domain}"
            : address.ToLowerInvariant();
    }

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        foreach (var atom in local.Split('.'))
        {
            if (local[atom].IsEmpty)
                return false;
        }

        foreach (var c in local)
        {
            if (c != '.' && !IsAtomChar(c))
                return false;
        }

        return true;
    }

    private static bool IsAtomChar(char c) => (char.IsLetterOrDigit(c) && !Lookalikes.IsCompatibilityForm(c)) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);
}
