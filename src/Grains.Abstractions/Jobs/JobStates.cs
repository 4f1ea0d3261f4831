namespace EmailAgent.Grains.Jobs;

/// <summary>The states of a job. One that is done has none: its row is gone.</summary>
public static class JobStates
{
    /// <summary>Due at a later time, also for a retry.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>Due, and waiting for a worker.</summary>
    public const string Ready = "ready";

    public const string Running = "running";

    /// <summary>Failed so often that only an administrator retries it.</summary>
    public const string Parked = "parked";
}
