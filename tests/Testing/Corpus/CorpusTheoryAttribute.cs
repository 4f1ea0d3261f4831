using Xunit;

namespace EmailAgent.Testing;

/// <summary>A theory that needs the mail corpus; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = MailCorpus.Missing;
}
