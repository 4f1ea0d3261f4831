using Xunit;

namespace EmailAgent.Testing;

/// <summary>A theory that needs a real Postfix; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostfixTheoryAttribute : TheoryAttribute
{
    public PostfixTheoryAttribute() => Skip = PostfixServer.Missing;
}
