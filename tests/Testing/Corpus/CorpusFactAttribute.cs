using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs the mail corpus; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = MailCorpus.Missing;
}
