using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a LIST or LSUB response: attributes, delimiter, name; of the extended data after them CHILDINFO (RFC 5258 section 3.5).</summary>
internal static class ListParser
{
    public static ListResponse Parse(ref ImapTokenizer tokens, ImapLimits limits, bool utf8, bool lsub)
    {
        var attributes = FetchParser.Flags(ref tokens, limits);
        var delimiter = tokens.NString();
        var mailbox = ImapMailbox.FromWire(
            ImapMailbox.ToWire(tokens.AString(), utf8),
            delimiter is { Length: > 0 } ? delimiter[0] : null,
            new HashSet<string>(attributes, StringComparer.OrdinalIgnoreCase));
        return new ListResponse(tokens.TryTake('(') ? Extended(ref tokens, limits, mailbox) : mailbox, lsub);
    }

    private static ImapMailbox Extended(ref ImapTokenizer tokens, ImapLimits limits, ImapMailbox mailbox)
    {
        while (!tokens.TryTake(')'))
        {
            if (tokens.AString().Equals("CHILDINFO", StringComparison.OrdinalIgnoreCase) && tokens.TryTake('('))
            {
                mailbox = mailbox with { ChildInfo = Words(ref tokens, limits) };
            }
            else
            {
                tokens.SkipValue();
            }
        }

        return mailbox;
    }

    private static List<string> Words(ref ImapTokenizer tokens, ImapLimits limits)
    {
        var words = new List<string>(1);
        while (!tokens.TryTake(')'))
        {
            words.Add(tokens.AString());
            if (words.Count > limits.Flags)
            {
                throw new ImapProtocolException($"More than {limits.Flags} words about the children of a mailbox.");
            }
        }

        return words;
    }
}
