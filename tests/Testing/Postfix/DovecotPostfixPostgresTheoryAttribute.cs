using Xunit;

namespace EmailAgent.Testing;

/// <summary>A theory that needs a real Dovecot, a real Postfix and a real PostgreSQL; skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DovecotPostfixPostgresTheoryAttribute : TheoryAttribute
{
    public DovecotPostfixPostgresTheoryAttribute() => Skip = DovecotServer.Missing ?? PostfixServer.Missing ?? PostgresServer.Missing;
}
