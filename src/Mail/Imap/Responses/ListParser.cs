using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a LIST response: attributes, delimiter, name; extended data after them is passed over (RFC 5258).</summary>
internal static class ListParser
{
    public static ListResponse Parse(ref ImapTokenizer tokens, ImapLimits limits)
    {
        var attributes = FetchParser.Flags(ref tokens, limits);
        var delimiter = tokens.NString();
        return new ListResponse(ImapMailbox.FromWire(
            tokens.AString(),
            delimiter is { Length: > 0 } ? delimiter[0] : null,
            new HashSet<string>(attributes, StringComparer.OrdinalIgnoreCase)));
    }
}
