using System.Text;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Flags as strings, the common ones without allocating and system flags in one spelling.</summary>
internal static class FlagNames
{
    private static readonly string[] SystemFlags = ["\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft", "\\Recent", "\\*"];

    private static readonly string[] Keywords = ["$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "NonJunk", "Junk", "$Phishing"];

    public static string Get(ReadOnlySpan<byte> flag)
    {
        foreach (var known in SystemFlags)
        {
            if (known.Length == flag.Length && Ascii.EqualsIgnoreCase(flag, known))
            {
                return known;
            }
        }

        foreach (var known in Keywords)
        {
            if (known.Length == flag.Length && Ascii.Equals(flag, known))
            {
                return known;
            }
        }

        return Encoding.UTF8.GetString(flag);
    }
}
