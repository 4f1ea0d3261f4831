using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads responses that carry sets of numbers: SEARCH, ESEARCH (RFC 4731) and VANISHED (RFC 7162).</summary>
internal static class SearchParser
{
    public static SearchResponse Parse(ref ImapTokenizer tokens)
    {
        var numbers = new UidSetBuilder();
        while (tokens.Peek() is not (0 or (byte)'('))
        {
            var number = tokens.Number32();
            if (number > 0)
            {
                numbers.Add(number, number);
            }
        }

        return new SearchResponse(numbers.Build());
    }

    public static SearchResponse ParseExtended(ref ImapTokenizer tokens)
    {
        var found = UidSet.Empty;
        if (tokens.Peek() == '(')
        {
            tokens.SkipValue();
        }

        while (tokens.Peek() != 0)
        {
            var item = tokens.Atom();
            if (Ascii.EqualsIgnoreCase(item, "UID"u8))
            {
                continue;
            }

            if (Ascii.EqualsIgnoreCase(item, "ALL"u8))
            {
                found = Set(ref tokens);
            }
            else
            {
                tokens.SkipValue();
            }
        }

        return new SearchResponse(found);
    }

    public static VanishedResponse ParseVanished(ref ImapTokenizer tokens)
    {
        var earlier = tokens.Peek() == '(';
        if (earlier)
        {
            tokens.SkipValue();
        }

        return new VanishedResponse(earlier, Set(ref tokens));
    }

    private static UidSet Set(ref ImapTokenizer tokens)
        => UidSet.TryParse(Encoding.ASCII.GetString(tokens.Atom()), out var set) ? set : throw tokens.Malformed("set expected");
}
