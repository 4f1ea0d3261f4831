using System.Collections.Concurrent;

namespace EmailAgent.Providers.Quota;

/// <summary>
/// The scheduler that keeps calls within a provider's limits, per account and per project, and prefers urgent ones. A process that has just
/// started does not know the use of the minute before; the provider's refusals limit it then.
/// </summary>
public sealed class QuotaScheduler : IDisposable
{
    private readonly ConcurrentDictionary<string, QuotaAccount> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;
    private readonly ProjectPot _pot;

    public QuotaScheduler(QuotaBudget budget, IQuotaLedger ledger, TimeProvider time)
    {
        Budget = budget;
        _time = time;
        _pot = new ProjectPot(budget, ledger, time);
        Project = new QuotaLine(_pot, time);
        _pot.Notify = Project.Change;
    }

    public QuotaBudget Budget { get; }

    internal QuotaLine Project { get; }

    internal bool IsLeasing => Project.Read(() => _pot.IsAsking);

    /// <summary>Returns the account of this name, in upper or lower case; all callers share it.</summary>
    public QuotaAccount Account(string name) => _accounts.GetOrAdd(name, _ => new QuotaAccount(this, Budget.AccountPerMinute, _time));

    public void Dispose()
    {
        Project.Dispose();
        foreach (var account in _accounts.Values)
        {
            account.Dispose();
        }
    }
}
