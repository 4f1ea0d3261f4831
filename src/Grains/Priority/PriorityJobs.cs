using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Priority;

/// <summary>The jobs of the feature; a user has at most one of each kind.</summary>
internal static class PriorityJobs
{
    /// <summary>Learns from what the owner did with messages.</summary>
    public const string LearnKind = "priority.learn";

    /// <summary>Scores the newest messages again.</summary>
    public const string RescoreKind = "priority.rescore";

    private const string Key = "mail";

    // One run for the batches of a backlog that are analyzed in the meantime.
    private static readonly TimeSpan RescoreAfter = TimeSpan.FromMinutes(1);

    public static NewJob Learn(Guid userId) => new(LearnKind, userId, "") { DedupeKey = Key };

    public static NewJob Rescore(Guid userId, DateTimeOffset now) => new(RescoreKind, userId, "") { DedupeKey = Key, RunAt = now + RescoreAfter };
}
