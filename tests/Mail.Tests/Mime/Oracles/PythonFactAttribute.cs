using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>A test that needs the mail corpus and Python; skipped with the reason where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = MailCorpus.Missing ?? PythonOracle.Missing;
}
