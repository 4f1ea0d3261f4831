namespace EmailAgent.Database;

/// <summary>Settings of the wait for the database at the start.</summary>
public sealed class DatabaseStartupOptions
{
    /// <summary>Longest wait for a database that is not reachable yet. Default: 30 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause between two attempts to reach the database. Default: 250 milliseconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);
}
