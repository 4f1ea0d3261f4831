namespace EmailAgent.Engine.Tests.Cluster;

/// <summary>A grain of a cluster of processes; what it knows is in its state.</summary>
public interface IClusterGrain : IGrainWithStringKey
{
    Task<int> ProcessId();

    Task Remember(string text);

    Task<string?> Recall();

    Task Remind(TimeSpan period);

    /// <summary>How often the reminder has ticked.</summary>
    Task<int> Ticks();
}
