using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs both a real Dovecot and a real PostgreSQL; skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DovecotPostgresFactAttribute : FactAttribute
{
    public DovecotPostgresFactAttribute() => Skip = DovecotServer.Missing ?? PostgresServer.Missing;
}
