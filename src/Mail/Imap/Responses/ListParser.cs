using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a LIST or LSUB response: attributes, delimiter, name; of the extended data after them CHILDINFO (RFC 5258 section 3.5) and OLDNAME (RFC 5465 section 5.4).</summary>
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
        return new ListResponse(tokens.TryTake('(') ? Extended(ref tokens, limits, utf8, mailbox) : mailbox, lsub);
    }

    private static ImapMailbox Extended(ref ImapTokenizer tokens, ImapLimits limits, bool utf8, ImapMailbox mailbox)
    {
        while (!tokens.TryTake(')'))
        {
            var tag = tokens.AString().ToUpperInvariant();
            if (tag is not ("CHILDINFO" or "OLDNAME") || !tokens.TryTake('('))
            {
                tokens.SkipValue();
                continue;
            }

            var words = Words(ref tokens, limits);
            mailbox = tag == "CHILDINFO" ? mailbox with { ChildInfo = words }
                : mailbox with { OldName = words is [var old, ..] ? ImapMailbox.FromWire(ImapMailbox.ToWire(old, utf8)).Name : null };
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
                throw new ImapProtocolException($"More than {limits.Flags} words about a mailbox.");
            }
        }

        return words;
    }
}
