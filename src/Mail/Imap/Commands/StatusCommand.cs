using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>STATUS (RFC 9051 section 6.3.11).</summary>
internal sealed class StatusCommand(ImapMailbox mailbox, ImapCapabilities capabilities) : ImapCommand<ImapStatus?>
{
    private ImapStatus? _status;

    public override string Name => "STATUS";

    public override ImapStatus? Result => _status;

    public static string Items(ImapCapabilities capabilities)
        => capabilities.Condstore ? "(MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)" : "(MESSAGES UIDNEXT UIDVALIDITY)";

    public override void Write(CommandWriter writer)
        => writer.Raw("STATUS ").String(mailbox.WireName).Raw(" ").Raw(Items(capabilities));

    public override bool Accept(ImapResponse response)
    {
        if (response is not MailboxStatusResponse status || !IsFor(status.WireName))
        {
            return false;
        }

        _status = status.Status;
        return true;
    }

    /// <summary>A mailbox that went away or may not be read has no state.</summary>
    public override bool Tolerates(StatusResponse refusal)
    {
        _status = null;
        return true;
    }

    private bool IsFor(string wireName)
        => mailbox.Role == ImapSpecialUse.Inbox
            ? wireName.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
            : wireName == mailbox.WireName;
}
