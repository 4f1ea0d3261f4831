using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs <see cref="OpenApiTools"/> and PostgreSQL; skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenApiToolsPostgresFactAttribute : FactAttribute
{
    public OpenApiToolsPostgresFactAttribute() => Skip = OpenApiTools.Missing ?? PostgresServer.Missing;
}
