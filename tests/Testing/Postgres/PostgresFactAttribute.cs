using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs a real PostgreSQL; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
