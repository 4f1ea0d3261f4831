namespace EmailAgent.Grains.Jobs;

/// <summary>The limits of a kind of jobs. Concurrency and rate hold for each silo.</summary>
internal sealed record JobPolicy
{
    public static JobPolicy Default { get; } = new();

    /// <summary>Gets how many jobs run at once.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Gets how many jobs of one user run at once: fewer than <see cref="Concurrency"/>, so that long jobs of one user leave places to others.</summary>
    public int PerUser { get; init; } = 4;

    /// <summary>Gets how many jobs start in a second; null for no limit.</summary>
    public double? PerSecond { get; init; }

    /// <summary>Gets after how many failed attempts a job is parked.</summary>
    public int MostAttempts { get; init; } = 10;

    /// <summary>Gets the wait after the first failure, which doubles with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the longest wait between two attempts.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Returns the wait after a failed attempt. The upper half of it is random, so that jobs that failed together are not retried together.</summary>
    /// <param name="attempt">The number of the attempt, from 1.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public TimeSpan RetryAfter(int attempt, double jitter)
    {
        const int MostDoublings = 30;
        var grown = FirstRetry * Math.Pow(2, Math.Clamp(attempt - 1, 0, MostDoublings));
        return (grown < LongestRetry ? grown : LongestRetry) * (0.5 + (jitter / 2));
    }
}
