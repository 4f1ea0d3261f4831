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

        return new SearchResponse(null, new ImapSearchResult { Uids = numbers.Build(), ModSeq = PlainModSeq(ref tokens) });
    }

    public static SearchResponse ParseExtended(ref ImapTokenizer tokens)
    {
        var tag = tokens.Peek() == '(' ? Tag(ref tokens) : null;
        var result = new ImapSearchResult();
        while (tokens.Peek() != 0)
        {
            var item = tokens.Atom();
            result = Is(item, "UID"u8) ? result
                : Is(item, "ALL"u8) ? result with { Uids = Set(ref tokens) }
                : Is(item, "MIN"u8) ? result with { Min = tokens.Number32() }
                : Is(item, "MAX"u8) ? result with { Max = tokens.Number32() }
                : Is(item, "COUNT"u8) ? result with { Count = tokens.Number32() }
                : Is(item, "MODSEQ"u8) ? result with { ModSeq = tokens.Number() }
                : Skip(ref tokens, result);
        }

        return new SearchResponse(tag, result);
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

    /// <summary>The search that this answers: (TAG "A1").</summary>
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

    /// <summary>RFC 7162 section 3.1.5: (MODSEQ 9) behind the numbers.</summary>
    private static ulong? PlainModSeq(ref ImapTokenizer tokens)
        => tokens.TryTake('(') && Is(tokens.Atom(), "MODSEQ"u8) ? tokens.Number() : null;

    private static ImapSearchResult Skip(ref ImapTokenizer tokens, ImapSearchResult result)
    {
        tokens.SkipValue();
        return result;
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);

    private static UidSet Set(ref ImapTokenizer tokens)
        => UidSet.TryParse(Encoding.ASCII.GetString(tokens.Atom()), out var set) ? set : throw tokens.Malformed("set expected");
}
