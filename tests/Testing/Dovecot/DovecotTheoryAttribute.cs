using Xunit;

namespace EmailAgent.Testing;

/// <summary>A theory that needs a real Dovecot; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DovecotTheoryAttribute : TheoryAttribute
{
    public DovecotTheoryAttribute() => Skip = DovecotServer.Missing;
}
