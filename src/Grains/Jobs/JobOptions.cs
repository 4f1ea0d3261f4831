namespace EmailAgent.Grains.Jobs;

/// <summary>The queue of work that may wait; bound from the configuration section <c>Jobs</c>.</summary>
internal sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Time between two checks for due jobs; new ones are notified at once. Default: 15 seconds.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Time after which another silo takes over the jobs of a silo that died. Renewed while a job runs; the clocks of silos must differ by less than a sixth
    /// of it. Default: a minute.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time for which running jobs can finish when the process stops; the others are released. Default: 20 seconds.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);
}
