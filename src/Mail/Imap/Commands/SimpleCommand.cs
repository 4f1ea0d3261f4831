using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>A command that is a word and whose answer is OK: CAPABILITY (the session takes note of it), NOOP, STARTTLS, LOGOUT.</summary>
internal sealed class SimpleCommand(string name, bool expectsBye = false) : ImapCommand
{
    public override string Name => name;

    public override bool ExpectsBye => expectsBye;

    public override bool RunsAlone => name != "NOOP";

    public override void Write(CommandWriter writer) => writer.Raw(name);
}
