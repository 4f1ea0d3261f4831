using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs a real Cyrus; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CyrusFactAttribute : FactAttribute
{
    public CyrusFactAttribute() => Skip = CyrusServer.Missing;
}
