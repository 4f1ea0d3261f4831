using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a NAMESPACE response (RFC 2342 section 6); extensions are skipped.</summary>
internal static class NamespaceParser
{
    public static NamespaceResponse Parse(ref ImapTokenizer tokens, ImapLimits limits, bool utf8)
        => new(new ImapNamespaces(Class(ref tokens, limits, utf8), Class(ref tokens, limits, utf8), Class(ref tokens, limits, utf8)));

    private static List<ImapNamespace> Class(ref ImapTokenizer tokens, ImapLimits limits, bool utf8)
    {
        var all = new List<ImapNamespace>();
        if (!tokens.TryTake('('))
        {
            tokens.NString();
            return all;
        }

        while (tokens.TryTake('('))
        {
            var wire = ImapMailbox.ToWire(tokens.NString() ?? "", utf8);
            var delimiter = tokens.NString();
            var prefix = ModifiedUtf7.TryDecode(wire, out var name) ? name : wire;
            all.Add(new ImapNamespace(prefix, delimiter is { Length: > 0 } ? delimiter[0] : null));
            while (!tokens.TryTake(')'))
            {
                tokens.SkipValue();
            }

            if (all.Count > limits.Mailboxes)
            {
                throw new ImapProtocolException($"More than {limits.Mailboxes} namespaces.");
            }
        }

        tokens.Expect(')');
        return all;
    }
}
