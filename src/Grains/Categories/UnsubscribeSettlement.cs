using EmailAgent.Grains.Access;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Categories;

/// <summary>Makes an attempt to end a subscription again whose process died before it stored an outcome. Twice does the same as once: RFC 8058, section 3.1, and one outgoing message.</summary>
internal sealed class UnsubscribeSettlement(UnsubscriptionStore store, Unsubscriber unsubscriber) : IJobHandler
{
    /// <summary>The kind of these jobs.</summary>
    public const string Name = "categories.unsubscribe";

    /// <summary>The wait before an attempt counts as interrupted: several times as long as one takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Kind => Name;

    public JobPolicy Policy { get; } = new() { Concurrency = 4, PerUser = 1 };

    /// <summary>Returns the job that belongs to an attempt.</summary>
    public static NewJob Of(Guid userId, Guid id, DateTimeOffset began) => new(Name, userId, id.ToString("N")) { RunAt = began + Patience };

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.UserId is not { } userId || !Guid.TryParseExact(job.Payload, "N", out var id))
            throw new JobException("The payload is not that of an attempt.") { IsFinal = true };
        if (await store.FindPendingAsync(userId, id, cancellationToken) is not { } pending)
            return;
        await store.EndAsync(userId, id, await unsubscriber.AttemptAsync(Visibility.OfAll(userId), id, pending.ConnectionId, pending.Plan, cancellationToken), cancellationToken);
    }
}
