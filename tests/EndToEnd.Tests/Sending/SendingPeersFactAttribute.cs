using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>A test that needs Dovecot, Postfix, smtp-server and PostgreSQL; skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SendingPeersFactAttribute : FactAttribute
{
    public SendingPeersFactAttribute() => Skip = DovecotServer.Missing ?? PostfixServer.Missing ?? FaultySmtpServer.Missing ?? PostgresServer.Missing;
}
