using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads QUOTA and QUOTAROOT responses (RFC 9208 section 4.2).</summary>
internal static class QuotaParser
{
    public static QuotaResponse Parse(ref ImapTokenizer tokens, ImapLimits limits)
    {
        var root = tokens.NString() ?? "";
        var resources = new List<ImapQuotaResource>(2);

        // Courier leaves the list out where nothing is limited.
        while (tokens.Peek() != 0 && (resources.Count > 0 || tokens.TryTake('(')) && !tokens.TryTake(')'))
        {
            var name = Encoding.UTF8.GetString(tokens.Atom()).ToUpperInvariant();
            resources.Add(new ImapQuotaResource(name, tokens.Number(), tokens.Number()));
            if (resources.Count > limits.Quotas)
            {
                throw new ImapProtocolException($"More than {limits.Quotas} resources of a quota.");
            }
        }

        return new QuotaResponse(new ImapQuota(root, resources));
    }

    /// <summary>The mailbox is the one asked about; its roots come with their QUOTA responses too.</summary>
    public static QuotaRootResponse ParseRoots(ref ImapTokenizer tokens, ImapLimits limits)
    {
        tokens.AString();
        var roots = new List<string>(1);
        while (tokens.Peek() != 0)
        {
            roots.Add(tokens.AString());
            if (roots.Count > limits.Quotas)
            {
                throw new ImapProtocolException($"More than {limits.Quotas} quota roots.");
            }
        }

        return new QuotaRootResponse(roots);
    }
}
