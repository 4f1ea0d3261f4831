using Xunit;

namespace EmailAgent.Testing;

/// <summary>A test that needs a real Courier; skipped with the reason if it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CourierFactAttribute : FactAttribute
{
    public CourierFactAttribute() => Skip = CourierServer.Missing;
}
