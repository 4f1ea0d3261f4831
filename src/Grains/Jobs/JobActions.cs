namespace EmailAgent.Grains.Jobs;

/// <summary>The audited actions on jobs.</summary>
internal static class JobActions
{
    /// <summary>An administrator requested the next attempt at once.</summary>
    public const string Retry = "job.retry";

    /// <summary>An administrator cancelled a job.</summary>
    public const string Cancel = "job.cancel";
}
