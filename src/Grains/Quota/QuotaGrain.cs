using EmailAgent.Providers.Quota;

namespace EmailAgent.Grains.Quota;

/// <summary>
/// A grain that leases units of one project's call budget. Each lease is stored before it is granted, so that after the loss of a silo the
/// grain continues elsewhere with the remaining units.
/// </summary>
internal sealed class QuotaGrain(QuotaStore leases, TimeProvider time) : Grain, IQuotaGrain
{
    private readonly LeaseBook _book = new();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var lease in await leases.ListAsync(Project, time.GetUtcNow() - LeaseBook.Memory, cancellationToken))
        {
            _book.Restore(lease.Units, lease.At);
        }
    }

    public async Task<QuotaGrant> LeaseAsync(QuotaRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var lease = _book.Lease(new QuotaBudget(Project, 0, request.PerMinute, request.PerDay), request.Needed, request.Wanted, now);
        if (lease.Units > 0)
        {
            await leases.AddAsync(Project, lease.Units, now, now - LeaseBook.Memory, cancellationToken);
        }

        return new QuotaGrant(lease.Units, lease.Lifetime, lease.RetryAfter);
    }

    private string Project => this.GetPrimaryKeyString();
}
