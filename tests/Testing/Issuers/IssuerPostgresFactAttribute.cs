using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs issuers of npm and PostgreSQL; skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IssuerPostgresFactAttribute : FactAttribute
{
    public IssuerPostgresFactAttribute() => Skip = IssuerServer.Missing ?? PostgresServer.Missing;
}
