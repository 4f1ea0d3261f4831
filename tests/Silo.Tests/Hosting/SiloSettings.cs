using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Silo.Tests.Hosting;

/// <summary>What a test sets of a silo.</summary>
public sealed record SiloSettings
{
    public SiloMode Mode { get; init; } = SiloMode.Standalone;

    /// <summary>Adds services that only this test has. Default: none.</summary>
    public Action<IServiceCollection> AddServices { get; init; } = _ => { };

    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
