using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>A word and a mailbox: DELETE, SUBSCRIBE, UNSUBSCRIBE (RFC 9051 sections 6.3.5, 6.3.7, 6.3.8).</summary>
internal sealed class MailboxCommand(string name, ImapMailbox mailbox) : ImapCommand
{
    public override string Name => name;

    public override void Write(CommandWriter writer) => writer.Raw(name).Raw(" ").Mailbox(mailbox);
}
