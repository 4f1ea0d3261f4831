using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>RENAME (RFC 9051 section 6.3.6).</summary>
internal sealed class RenameCommand(ImapMailbox from, ImapMailbox to) : ImapCommand
{
    public override string Name => "RENAME";

    public override void Write(CommandWriter writer) => writer.Raw("RENAME ").Mailbox(from).Raw(" ").Mailbox(to);
}
