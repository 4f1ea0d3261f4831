using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads the items of X-GM-EXT-1 in a FETCH response.</summary>
internal static class GmailParser
{
    public static bool TryItem(ref ImapTokenizer tokens, ImapFetch fetch, ReadOnlySpan<byte> name)
    {
        var data = fetch.Gmail ?? ImapGmailData.None;
        if (Ascii.EqualsIgnoreCase(name, "X-GM-MSGID"u8))
        {
            fetch.Gmail = data with { MessageId = tokens.Number() };
        }
        else if (Ascii.EqualsIgnoreCase(name, "X-GM-THRID"u8))
        {
            fetch.Gmail = data with { ThreadId = tokens.Number() };
        }
        else if (Ascii.EqualsIgnoreCase(name, "X-GM-LABELS"u8))
        {
            fetch.Gmail = data with { Labels = Labels(ref tokens) };
        }
        else
        {
            return false;
        }

        return true;
    }

    private static List<string> Labels(ref ImapTokenizer tokens)
    {
        var labels = new List<string>(2);
        tokens.Expect('(');
        while (!tokens.TryTake(')'))
        {
            if (LooseValue.Text(ref tokens) is { } wire)
            {
                labels.Add(ModifiedUtf7.TryDecode(wire, out var name) ? name : wire);
            }
        }

        return labels;
    }
}
