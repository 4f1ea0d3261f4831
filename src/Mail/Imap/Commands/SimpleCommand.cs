using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>A command of one word with the answer OK: CAPABILITY (the session records it), NOOP, STARTTLS, LOGOUT.</summary>
internal sealed class SimpleCommand(string name, bool expectsBye = false) : ImapCommand
{
    public override string Name => name;

    public override bool ExpectsBye => expectsBye;

    public override bool RunsAlone => name != "NOOP";

    public override void Write(CommandWriter writer) => writer.Raw(name);
}
