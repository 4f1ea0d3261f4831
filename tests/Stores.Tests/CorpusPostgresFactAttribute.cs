namespace EmailAgent.Stores.Tests;

/// <summary>A test that needs the mail corpus and a real PostgreSQL; skipped with the reason where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusPostgresFactAttribute : FactAttribute
{
    public CorpusPostgresFactAttribute() => Skip = MailCorpus.Missing ?? PostgresServer.Missing;
}
