using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs the npm package emulate; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmulateFactAttribute : FactAttribute
{
    public EmulateFactAttribute() => Skip = EmulateServer.Missing;
}
