using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>LOGIN (RFC 9051 section 6.2.3).</summary>
internal sealed class LoginCommand(string user, string password) : ImapCommand
{
    public override string Name => "LOGIN";

    public override void Write(CommandWriter writer) => writer.Raw("LOGIN ").String(user).Raw(" ").String(password);
}
