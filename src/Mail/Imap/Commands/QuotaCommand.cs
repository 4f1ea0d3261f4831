using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>GETQUOTAROOT of a mailbox or GETQUOTA of a root (RFC 9208 section 4.1).</summary>
internal sealed class QuotaCommand(ImapMailbox? mailbox, string root, ImapLimits limits) : ImapCommand<IReadOnlyList<ImapQuota>>
{
    private readonly List<ImapQuota> _quotas = [];
    private readonly List<string> _roots = [];

    public override string Name => mailbox is null ? "GETQUOTA" : "GETQUOTAROOT";

    /// <summary>The quotas told, and roots of which nothing was told because they limit nothing.</summary>
    public override IReadOnlyList<ImapQuota> Result
        => [.. _quotas, .. _roots.Except(_quotas.Select(q => q.Root)).Select(name => new ImapQuota(name, []))];

    public override void Write(CommandWriter writer)
        => _ = mailbox is null ? writer.Raw("GETQUOTA ").String(root) : writer.Raw("GETQUOTAROOT ").Mailbox(mailbox);

    public override bool Accept(ImapResponse response)
    {
        switch (response)
        {
            case QuotaResponse { Quota: var quota }:
                _quotas.Add(quota);
                break;
            case QuotaRootResponse { Roots: var roots }:
                _roots.AddRange(roots);
                break;
            default:
                return false;
        }

        return Math.Max(_quotas.Count, _roots.Count) <= limits.Quotas
            ? true
            : throw new ImapProtocolException($"More than {limits.Quotas} quotas.");
    }
}
