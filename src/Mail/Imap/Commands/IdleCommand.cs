using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>IDLE (RFC 2177). The go-ahead is answered by DONE when the session has seen or waited enough.</summary>
internal sealed class IdleCommand : ImapCommand
{
    public const string Done = "DONE";

    public override string Name => "IDLE";

    public override void Write(CommandWriter writer) => writer.Raw(Name);
}
