using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs the npm package emulate and PostgreSQL; skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmulatePostgresFactAttribute : FactAttribute
{
    public EmulatePostgresFactAttribute() => Skip = EmulateServer.Missing ?? PostgresServer.Missing;
}
