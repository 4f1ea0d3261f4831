using System.Collections.Concurrent;

namespace EmailAgent.Providers.Quota;

/// <summary>The ledger where a project's budget is used by one process.</summary>
public sealed class InProcessQuotaLedger(TimeProvider time) : IQuotaLedger
{
    private readonly ConcurrentDictionary<string, LeaseBook> _books = new(StringComparer.Ordinal);

    public Task<QuotaLease> LeaseAsync(QuotaBudget budget, int needed, int wanted, CancellationToken cancellationToken)
    {
        var book = _books.GetOrAdd(budget.Project, _ => new LeaseBook());
        lock (book)
        {
            return Task.FromResult(book.Lease(budget, needed, wanted, time.GetUtcNow()));
        }
    }
}
