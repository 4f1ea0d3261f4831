using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>LIST of all mailboxes (RFC 9051 section 6.3.9), with STATUS of each where the server has LIST-STATUS (RFC 5819).</summary>
internal sealed class ListCommand(ImapCapabilities capabilities, ImapLimits limits, bool withStatus)
    : ImapCommand<IReadOnlyList<ImapMailboxStatus>>
{
    private readonly List<ImapMailbox> _mailboxes = [];
    private readonly Dictionary<string, ImapStatus> _status = [];

    public override string Name => "LIST";

    public override IReadOnlyList<ImapMailboxStatus> Result
        => [.. _mailboxes.Select(box => new ImapMailboxStatus(box, _status.GetValueOrDefault(box.WireName)))];

    public override void Write(CommandWriter writer)
    {
        writer.Raw("LIST \"\" \"*\"");
        var specialUse = capabilities is { SpecialUse: true, ListExtended: true };
        if (specialUse || withStatus)
        {
            writer.Raw(" RETURN (").Raw(specialUse ? "SPECIAL-USE" : "").Raw(specialUse && withStatus ? " " : "");
            writer.Raw(withStatus ? "STATUS " + StatusCommand.Items(capabilities) : "").Raw(")");
        }
    }

    public override bool Accept(ImapResponse response)
    {
        switch (response)
        {
            case ListResponse { Mailbox: var mailbox }:
                _mailboxes.Add(mailbox);
                break;
            case MailboxStatusResponse status when withStatus:
                _status[status.WireName] = status.Status;
                break;
            default:
                return false;
        }

        return Math.Max(_mailboxes.Count, _status.Count) <= limits.Mailboxes
            ? true
            : throw new ImapProtocolException($"More than {limits.Mailboxes} mailboxes.");
    }
}
