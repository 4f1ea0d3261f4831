using EmailAgent.Mail.Sasl;

namespace EmailAgent.Mail.Smtp.Session;

/// <summary>
/// AUTH (RFC 4954). That secrets go over protected connections only is the dialer's doing: no others exist, except where the
/// caller allowed them.
/// </summary>
internal static class Authentication
{
    private const int Challenge = 334;

    public static SmtpSession Check(SmtpSession session)
    {
        session.Connection.ThrowIfDead();
        return session.IsAuthenticated ? throw new InvalidOperationException("A session authenticates once (RFC 4954 section 4).") : session;
    }

    public static SaslMechanism Choose(SmtpSession session, SaslCredentials credentials)
    {
        var context = new SaslContext(session.Endpoint.Host, session.Endpoint.Port, ChannelBinding.ServerEndPoint(session.Connection.Stream));
        return credentials.Choose(session.Capabilities.Mechanisms.Contains, context)
            ?? throw new SmtpUnsupportedException(SmtpRequirement.Authentication, "The server offers no way to authenticate with these credentials.");
    }

    public static async Task RunAsync(SmtpSession session, SaslMechanism mechanism, CancellationToken cancellationToken)
    {
        using var turn = session.Enter();
        var exchange = new SaslExchange(mechanism);
        var line = $"AUTH {exchange.Mechanism}";
        var held = exchange.Initial();
        if (held is not null && line.Length + held.Length + 3 <= session.Options.Limits.AuthLine)
        {
            line += " " + held;
            held = null;
        }

        var reply = await session.SendAsync(line, cancellationToken).ConfigureAwait(false);
        while (reply.Code == Challenge)
        {
            // A first message that was too long for the command answers the server's go-ahead instead.
            var answer = held ?? exchange.Continue(reply.Text.Trim());
            held = null;
            reply = await session.SendAsync(answer == "=" ? "" : answer, cancellationToken).ConfigureAwait(false);
            if (answer == SaslExchange.Cancel && reply.Code == Challenge)
            {
                throw session.Connection.Fail(new SmtpProtocolException("The server goes on with an exchange that was cancelled."));
            }
        }

        Judge(session, exchange, reply);
        session.IsAuthenticated = true;
    }

    private static void Judge(SmtpSession session, SaslExchange exchange, SmtpReply reply)
    {
        try
        {
            if (!reply.IsPositive)
            {
                exchange.Refused();
                throw new SmtpCommandException("AUTH", reply, exchange.ServerError);
            }

            exchange.Succeeded();
        }
        catch (SaslException e)
        {
            throw session.Connection.Fail(new SmtpProtocolException(e.Message, e));
        }
    }
}
