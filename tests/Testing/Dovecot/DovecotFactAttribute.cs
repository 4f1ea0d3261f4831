using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs a real Dovecot; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DovecotFactAttribute : FactAttribute
{
    public DovecotFactAttribute() => Skip = DovecotServer.Missing;
}
