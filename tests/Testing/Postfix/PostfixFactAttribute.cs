using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs a real Postfix; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostfixFactAttribute : FactAttribute
{
    public PostfixFactAttribute() => Skip = PostfixServer.Missing;
}
