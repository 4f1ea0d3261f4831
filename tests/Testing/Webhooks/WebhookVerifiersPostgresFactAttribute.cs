using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs <see cref="WebhookVerifiers"/> and PostgreSQL; skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WebhookVerifiersPostgresFactAttribute : FactAttribute
{
    public WebhookVerifiersPostgresFactAttribute() => Skip = WebhookVerifiers.Missing ?? PostgresServer.Missing;
}
