namespace EmailAgent.Storage.Migrations;

/// <summary>How the schema is brought up to date at start.</summary>
public sealed class MigrationOptions
{
    /// <summary>Also creates the tables of the Orleans providers. Default: false.</summary>
    public bool WithOrleans { get; set; }

    /// <summary>How long to wait for a database that is not reachable yet. Default: 30 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause between two attempts to reach the database. Default: 250 milliseconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);
}
