using Xunit;

namespace EmailAgent.Testing;

/// <summary>A theory that needs the npm package emulate; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmulateTheoryAttribute : TheoryAttribute
{
    public EmulateTheoryAttribute() => Skip = EmulateServer.Missing;
}
