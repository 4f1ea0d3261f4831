using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs a real clamd; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClamdFactAttribute : FactAttribute
{
    public ClamdFactAttribute() => Skip = ClamdServer.Missing;
}
