using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>A test that needs the mail corpus and Dovecot; skipped with the reason where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DovecotCorpusFactAttribute : FactAttribute
{
    public DovecotCorpusFactAttribute() => Skip = MailCorpus.Missing ?? DovecotServer.Missing;
}
