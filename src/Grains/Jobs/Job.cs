namespace EmailAgent.Grains.Jobs;

/// <summary>A job as its handler receives it.</summary>
/// <param name="Id">The same in all attempts: an effect elsewhere carries it, so that a repeat is recognised.</param>
/// <param name="UserId">The user whose work it is; null for work of the installation.</param>
/// <param name="Payload">The text that the job was enqueued with.</param>
/// <param name="Attempt">The number of this attempt, from 1.</param>
/// <param name="RunAt">When this attempt was due.</param>
internal sealed record Job(Guid Id, string Kind, Guid? UserId, string Payload, int Attempt, DateTimeOffset RunAt, DateTimeOffset CreatedAt);
