using EmailAgent.Providers.Quota;

namespace EmailAgent.Grains.Connections;

/// <summary>The book is kept in memory alone: after the loss of a silo the provider's own refusals bound what the minute before is not known of.</summary>
internal sealed class QuotaGrain(TimeProvider time) : Grain, IQuotaGrain
{
    /// <summary>The day's budget must be remembered for a day.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private readonly LeaseBook _book = new();

    public Task<QuotaGrant> LeaseAsync(QuotaRequest request, CancellationToken cancellationToken)
    {
        DelayDeactivation(Memory);
        var budget = new QuotaBudget(this.GetPrimaryKeyString(), 0, request.PerMinute, request.PerDay);
        var lease = _book.Lease(budget, request.Needed, request.Wanted, time.GetUtcNow());
        return Task.FromResult(new QuotaGrant(lease.Units, lease.Lifetime, lease.RetryAfter));
    }
}
