namespace EmailAgent.Engine.Tests.Hosting;

/// <summary>A service that grains get injected.</summary>
public sealed class Greeting
{
    public string To(string name) => $"Hello {name}";
}
