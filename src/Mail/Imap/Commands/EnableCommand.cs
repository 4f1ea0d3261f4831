using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>ENABLE (RFC 5161). The session records the enabled extensions.</summary>
internal sealed class EnableCommand(IReadOnlyCollection<string> names) : ImapCommand
{
    public override string Name => "ENABLE";

    public override void Write(CommandWriter writer)
    {
        writer.Raw("ENABLE");
        foreach (var name in names)
        {
            writer.Raw(" ").Flag(name);
        }
    }
}
