using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Engine.Tests.Hosting;

/// <summary>What a test may set of the engine.</summary>
public sealed class EngineSettings
{
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    public Action<IServiceCollection>? Configure { get; init; }
}
