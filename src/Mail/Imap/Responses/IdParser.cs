using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads an ID response (RFC 2971): NIL or pairs of strings. Pairs without a value are omitted.</summary>
internal static class IdParser
{
    public static IdResponse Parse(ref ImapTokenizer tokens, ImapLimits limits)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (tokens.TryTake('('))
        {
            while (!tokens.TryTake(')'))
            {
                var name = tokens.AString();
                if (tokens.NString() is { } value && fields.Count < limits.Capabilities)
                {
                    fields[name] = value;
                }
            }
        }

        return new IdResponse(fields);
    }
}
