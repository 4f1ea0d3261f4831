using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Sasl;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>AUTHENTICATE (RFC 9051 section 6.2.2). The first message is part of the command if the server has SASL-IR (RFC 4959).</summary>
internal sealed class AuthenticateCommand(SaslMechanism mechanism, bool initialResponse) : ImapCommand
{
    private readonly SaslExchange _exchange = new(mechanism);

    public override string Name => "AUTHENTICATE";

    public override void Write(CommandWriter writer)
    {
        writer.Raw("AUTHENTICATE ").Raw(_exchange.Mechanism);
        if (initialResponse && _exchange.Initial() is { } message)
        {
            writer.Raw(" ").Raw(message);
        }
    }

    /// <summary>Cancels with "*", which the server answers with BAD.</summary>
    public override string? Continue(string challenge) => _exchange.Continue(challenge);

    public override void Complete(StatusResponse tagged) => Check(_exchange.Succeeded);

    public override bool Tolerates(StatusResponse refusal)
    {
        Check(_exchange.Refused);
        return _exchange.ServerError is { } error
            ? throw new ImapCommandException(Name, refusal.Condition == StatusCondition.Bad, refusal.Code?.Name, $"{refusal.Text} ({error})")
            : false;
    }

    private static void Check(Action verdict)
    {
        try
        {
            verdict();
        }
        catch (SaslException e)
        {
            throw new ImapProtocolException(e.Message, e);
        }
    }
}
