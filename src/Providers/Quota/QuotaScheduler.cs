using System.Collections.Concurrent;

namespace EmailAgent.Providers.Quota;

/// <summary>
/// Keeps calls within what a provider allows, per account and per project, and lets the urgent ones go first. A process that
/// starts anew does not know what was used in the minute before; the provider's refusals tell then.
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

    /// <summary>The account of this name, the same for all who ask; upper and lower case are the same.</summary>
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
