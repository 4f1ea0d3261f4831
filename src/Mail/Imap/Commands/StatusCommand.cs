using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>STATUS (RFC 9051 section 6.3.11).</summary>
/// <param name="isStrict">Whether a refusal is an error, and not the absence of a state.</param>
internal sealed class StatusCommand(
    ImapMailbox mailbox, ImapCapabilities capabilities, ImapStatusItems items = ImapStatusItems.None, bool isStrict = false) : ImapCommand<ImapStatus?>
{
    private ImapStatusUpdate? _told;
    private bool _isRepeated;

    public override string Name => "STATUS";

    public override ImapStatus? Result => _told?.ToStatus();

    /// <summary>Returns the items in parentheses, without those that the server does not support.</summary>
    public static string Items(ImapCapabilities capabilities, ImapStatusItems items)
    {
        (string Name, bool Wanted)[] all =
        [
            ("MESSAGES", true), ("UIDNEXT", true), ("UIDVALIDITY", true),
            ("HIGHESTMODSEQ", capabilities.Condstore),
            ("MAILBOXID", items.HasFlag(ImapStatusItems.MailboxId) && capabilities.ObjectId),
            ("UNSEEN", items.HasFlag(ImapStatusItems.Unseen)),
            ("SIZE", items.HasFlag(ImapStatusItems.Size) && capabilities.StatusSize),
            ("DELETED", items.HasFlag(ImapStatusItems.Deleted) && capabilities.Rev2),
        ];
        return $"({string.Join(' ', all.Where(item => item.Wanted).Select(item => item.Name))})";
    }

    public override bool RunsAlone => false;

    /// <summary>Allows STATUS of another mailbox, because each answer names its mailbox.</summary>
    public override bool MayRunBeside(ImapCommand other) => other is StatusCommand status ? !status.IsFor(mailbox.WireName) : other is not ListCommand;

    public override void Write(CommandWriter writer)
        => writer.Raw("STATUS ").Mailbox(mailbox).Raw(" ").Raw(Items(capabilities, items));

    public override bool Accept(ImapResponse response)
    {
        if (response is not MailboxStatusResponse status || !IsFor(status.WireName))
        {
            return false;
        }

        // A STATUS sent by NOTIFY at the same time can contain fewer items than the answer.
        _isRepeated = _told is not null;
        _told = _told?.With(status.Status) ?? status.Status;
        return true;
    }

    /// <summary>Returns true for a second STATUS: one of the two was sent by NOTIFY.</summary>
    public override bool LeavesReport(ImapResponse accepted) => _isRepeated;

    /// <summary>Accepts a refusal as "no status": the mailbox is gone or cannot be read.</summary>
    public override bool Tolerates(StatusResponse refusal)
    {
        _told = null;
        return !isStrict;
    }

    private bool IsFor(string wireName)
        => mailbox.Role == ImapSpecialUse.Inbox
            ? wireName.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
            : wireName == mailbox.WireName;
}
