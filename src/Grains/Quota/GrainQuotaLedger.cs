using EmailAgent.Providers.Quota;

namespace EmailAgent.Grains.Quota;

/// <summary>The ledger that all silos share.</summary>
internal sealed class GrainQuotaLedger(IGrainFactory grains) : IQuotaLedger
{
    public async Task<QuotaLease> LeaseAsync(QuotaBudget budget, int needed, int wanted, CancellationToken cancellationToken)
    {
        var request = new QuotaRequest(budget.ProjectPerMinute, budget.ProjectPerDay, needed, wanted);
        var grant = await grains.GetGrain<IQuotaGrain>(budget.Project).LeaseAsync(request, cancellationToken);
        return new QuotaLease(grant.Units, grant.Lifetime, grant.RetryAfter);
    }
}
