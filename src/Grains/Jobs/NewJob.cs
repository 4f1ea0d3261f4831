namespace EmailAgent.Grains.Jobs;

/// <summary>A job to enqueue.</summary>
/// <param name="Kind">The kind of a handler: <see cref="IJobHandler.Kind"/>.</param>
/// <param name="UserId">The user whose work it is, and whose erasure deletes it; null for work of the installation.</param>
/// <param name="Payload">What the handler needs, in a form of its own; better ids of rows than copies of them.</param>
internal sealed record NewJob(string Kind, Guid? UserId, string Payload)
{
    /// <summary>Gets when the job is due; null for now.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>
    /// Gets a text that at most one job of the kind and the user has. If one is waiting, it takes the payload and the earlier time of the new one;
    /// if it is running, it runs once more afterwards; if it is parked, it begins anew. Null for none.
    /// </summary>
    public string? DedupeKey { get; init; }
}
