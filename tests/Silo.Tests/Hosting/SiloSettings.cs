namespace EmailAgent.Silo.Tests.Hosting;

/// <summary>What a test sets of a silo.</summary>
public sealed record SiloSettings
{
    public SiloMode Mode { get; init; } = SiloMode.Standalone;

    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
