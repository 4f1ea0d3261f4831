namespace EmailAgent.Providers.Breakers;

/// <summary>Limits beyond which failing calls are held back.</summary>
public sealed class BreakerOptions
{
    /// <summary>Failures in a row after which a connection's calls are held back. Default: 10.</summary>
    public int ConnectionFailures { get; set; } = 10;

    /// <summary>Connections that must fail, with none working in between, before the provider itself is taken to be down. Default: 5.</summary>
    public int ProviderConnections { get; set; } = 5;

    /// <summary>First time for which calls are held back; doubles with each failed probe. Default: 10 s.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for which calls are held back. Default: 5 min.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);
}
