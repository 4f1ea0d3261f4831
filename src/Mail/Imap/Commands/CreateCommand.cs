using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>
/// CREATE (RFC 9051 section 6.3.4), optionally with a special use (RFC 6154 section 3). The response can name the new mailbox (RFC
/// 8474 section 4.1).
/// </summary>
internal sealed class CreateCommand(ImapMailbox mailbox, ImapSpecialUse? use) : ImapCommand<string?>
{
    private string? _mailboxId;

    public override string Name => "CREATE";

    public override string? Result => _mailboxId;

    public override void Write(CommandWriter writer)
    {
        writer.Raw("CREATE ").Mailbox(mailbox);
        if (use is { } role)
        {
            writer.Raw($" (USE (\\{role}))");
        }
    }

    public override void Complete(StatusResponse tagged)
        => _mailboxId = tagged.Code is { Name: "MAILBOXID" } code ? code.Arguments.Trim('(', ')') : null;
}
