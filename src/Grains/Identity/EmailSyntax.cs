namespace EmailAgent.Grains.Identity;

/// <summary>
/// What is taken for an e-mail address: one local part and a domain as in RFC 5321, section 4.1.2 without quoted strings, address
/// literals and comments, with letters of all scripts (RFC 6531), and also single-label domains for mail inside a network.
/// </summary>
internal static class EmailSyntax
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const int MaxDomainLabelLength = 63;

    public static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= MaxLocalLength
            && text.Length <= MaxLength
            && IsDotAtom(text.AsSpan(0, at))
            && IsDomain(text.AsSpan(at + 1));
    }

    /// <summary>The form in which two spellings of one account are equal.</summary>
    public static string ToKey(string address) => address.ToLowerInvariant();

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

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.IsEmpty || label.Length > MaxDomainLabelLength || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
            {
                if (c != '-' && !char.IsLetterOrDigit(c))
                    return false;
            }
        }

        return true;
    }

    private static bool IsAtomChar(char c) => char.IsLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);
}
