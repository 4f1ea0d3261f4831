using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Tasks;

[StatelessWorker, Reentrant]
internal sealed class TaskFeedGrain(TaskFeedStore store) : Grain, ITaskFeedGrain
{
    private static readonly Problem NoFeed = new(ProblemCodes.NotFound, "There is no feed. Create its link first.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<TaskFeed>> GetAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(UserId, cancellationToken) is { } feed ? feed : NoFeed;

    public async Task<TaskFeedSecret> RotateAsync(CancellationToken cancellationToken)
    {
        var token = OwnedToken.Create(UserId);
        var createdAt = await store.RotateAsync(UserId, token.Hash, AuditTrail.Entry(UserId, TaskActions.RotateFeed), cancellationToken);
        return new TaskFeedSecret(token.Text, createdAt);
    }

    public async Task<Outcome<Done>> DeleteAsync(CancellationToken cancellationToken) =>
        await store.DeleteAsync(UserId, AuditTrail.Entry(UserId, TaskActions.DeleteFeed), cancellationToken) ? Done.Value : NoFeed;
}
