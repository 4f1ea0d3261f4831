using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Admin;

[StatelessWorker, Reentrant]
internal sealed class SetupGrain(SetupStore store, AuditTrail trail) : Grain, ISetupGrain
{
    private static readonly Problem NoSuchOffer = new(ProblemCodes.NotFound, "The set-up link is invalid or expired.");

    public async Task<Outcome<SetupOffer>> FindAsync(string token, CancellationToken cancellationToken) =>
        await store.FindAsync(SetupToken.Hash(token), cancellationToken) is { } expiresAt ? new SetupOffer(expiresAt) : NoSuchOffer;

    public async Task<Outcome<Done>> ClaimAsync(Guid userId, string token, CancellationToken cancellationToken)
    {
        if (!await store.ClaimAsync(SetupToken.Hash(token), userId, AuditTrail.Entry(userId, AdminActions.ClaimSetup), cancellationToken))
        {
            await trail.RecordAsync(AuditTrail.Entry(userId, AdminActions.ClaimSetup, outcome: AuditOutcome.Refused), cancellationToken);
            return NoSuchOffer;
        }

        await GrainFactory.GetGrain<IAccessGrain>(Ids.Format(userId)).ForgetAsync();
        return Done.Value;
    }
}
