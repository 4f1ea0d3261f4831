namespace EmailAgent.Grains.Jobs;

/// <summary>
/// The work of one kind of jobs. A job runs at least once, and never twice at the same time; it runs again if the process died before the end was
/// recorded, so every step must be safe to repeat.
/// </summary>
internal interface IJobHandler
{
    /// <summary>Gets the name of the kind, <c>feature.work</c>. Permanent: rows contain it.</summary>
    string Kind { get; }

    /// <summary>Gets the limits of the kind.</summary>
    JobPolicy Policy => JobPolicy.Default;

    /// <summary>Does the work. Any exception is a failed attempt; a <see cref="JobException"/> decides over the next one.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the process stops, an administrator cancels the job, or its lease is lost. The handler must end then: another process may run the
    /// job soon.
    /// </param>
    Task RunAsync(Job job, CancellationToken cancellationToken);
}
