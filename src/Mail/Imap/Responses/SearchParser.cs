using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads responses that carry sets of numbers: SEARCH, ESEARCH (RFC 4731) and VANISHED (RFC 7162).</summary>
internal static class SearchParser
{
    public static SearchResponse Parse(ref ImapTokenizer tokens)
    {
        var numbers = new UidSetBuilder();

        // (MODSEQ 9) may stand behind the numbers (RFC 7162 section 3.1.5).
        while (tokens.Peek() is not (0 or (byte)'('))
        {
            var number = tokens.Number32();
            if (number > 0)
            {
                numbers.Add(number, number);
            }
        }

        return new SearchResponse(null, numbers.Build());
    }

    public static SearchResponse ParseExtended(ref ImapTokenizer tokens)
    {
        var tag = tokens.Peek() == '(' ? Tag(ref tokens) : null;
        var uids = UidSet.Empty;
        while (tokens.Peek() != 0)
        {
            var item = tokens.Atom();
            if (Is(item, "ALL"u8))
            {
                uids = Set(ref tokens);
            }
            else if (!Is(item, "UID"u8))
            {
                tokens.SkipValue();
            }
        }

        return new SearchResponse(tag, uids);
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

    /// <summary>Reads the tag of the answered search: (TAG "A1").</summary>
    private static string? Tag(ref ImapTokenizer tokens)
    {
        tokens.Expect('(');
        var tag = Is(tokens.Atom(), "TAG"u8) ? tokens.AString() : null;
        while (!tokens.TryTake(')'))
        {
            tokens.SkipValue();
        }

        return tag;
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);

    private static UidSet Set(ref ImapTokenizer tokens)
        => UidSet.TryParse(Encoding.ASCII.GetString(tokens.Atom()), out var set) ? set : throw tokens.Malformed("set expected");
}
