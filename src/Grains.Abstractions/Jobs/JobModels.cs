namespace EmailAgent.Grains.Jobs;

/// <summary>A job as administrators see it: without its content.</summary>
/// <param name="Kind">The kind of work, such as <c>feature.work</c>.</param>
/// <param name="UserId">The user whose work it is; null for work of the installation.</param>
/// <param name="State">The state. A job that is done is no longer listed.</param>
/// <param name="RunAt">When the next attempt is due; of a parked job, when it would have been.</param>
/// <param name="Attempts">Number of attempts so far, including one that is running.</param>
/// <param name="Error">The error of the last attempt; null if there is none.</param>
/// <param name="StartedAt">When the last attempt began; null before the first.</param>
[GenerateSerializer, Immutable, Alias("queued-job")]
public sealed record QueuedJob(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] string? UserId,
    [property: Id(3), JobStateName] string State,
    [property: Id(4)] DateTimeOffset RunAt,
    [property: Id(5)] int Attempts,
    [property: Id(6)] string? Error,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] DateTimeOffset? StartedAt);

/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("job-page")]
public sealed record JobPage(
    [property: Id(0)] IReadOnlyList<QueuedJob> Items,
    [property: Id(1)] string? NextAfter);

/// <summary>The queue in numbers.</summary>
/// <param name="Kinds">The kinds of which there are jobs, by name.</param>
/// <param name="AsOf">When the jobs were counted; at most once in ten seconds.</param>
[GenerateSerializer, Immutable, Alias("job-stats")]
public sealed record JobStats(
    [property: Id(0)] IReadOnlyList<JobKindStats> Kinds,
    [property: Id(1)] DateTimeOffset AsOf);

/// <summary>The jobs of a kind in numbers.</summary>
/// <param name="Kind">The kind of work.</param>
/// <param name="Scheduled">Number of jobs that are due later, also for a retry.</param>
/// <param name="Ready">Number of jobs that are due.</param>
/// <param name="Running">Number of running jobs.</param>
/// <param name="Parked">Number of jobs that failed so often that only an administrator retries them.</param>
/// <param name="OldestReadySeconds">Time for which the oldest ready job has been due; 0 if there is none.</param>
/// <param name="OldestParkedSeconds">Time since the last attempt of the oldest parked job; 0 if there is none.</param>
[GenerateSerializer, Immutable, Alias("job-kind-stats")]
public sealed record JobKindStats(
    [property: Id(0)] string Kind,
    [property: Id(1)] long Scheduled,
    [property: Id(2)] long Ready,
    [property: Id(3)] long Running,
    [property: Id(4)] long Parked,
    [property: Id(5)] long OldestReadySeconds,
    [property: Id(6)] long OldestParkedSeconds);
