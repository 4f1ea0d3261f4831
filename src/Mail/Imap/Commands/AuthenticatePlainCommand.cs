using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>AUTHENTICATE PLAIN (RFC 9051 section 6.2.2, RFC 4616), in one step where the server has SASL-IR (RFC 4959).</summary>
internal sealed class AuthenticatePlainCommand(string user, string password, bool initialResponse) : ImapCommand
{
    private bool _sent;

    public override string Name => "AUTHENTICATE";

    public override void Write(CommandWriter writer)
    {
        writer.Raw("AUTHENTICATE PLAIN");
        if (initialResponse)
        {
            writer.Raw(" ").Raw(Message());
            _sent = true;
        }
    }

    /// <summary>A challenge after the message is more than PLAIN knows; "*" cancels and the server answers BAD.</summary>
    public override string? Continue(string challenge)
    {
        if (_sent)
        {
            return "*";
        }

        _sent = true;
        return Message();
    }

    private string Message() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"));
}
