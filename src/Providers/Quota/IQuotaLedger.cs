namespace EmailAgent.Providers.Quota;

/// <summary>The ledger that divides a project's budget among the processes that use it.</summary>
public interface IQuotaLedger
{
    /// <summary>Hands out part of the budget.</summary>
    /// <param name="budget">The project and its limits.</param>
    /// <param name="needed">At least this many, or none.</param>
    /// <param name="wanted">The maximum to lease.</param>
    Task<QuotaLease> LeaseAsync(QuotaBudget budget, int needed, int wanted, CancellationToken cancellationToken);
}

/// <summary>Units that are valid for a short time, so that those of a process that died are not lost.</summary>
/// <param name="Units">The number of units; zero when there are none.</param>
/// <param name="Lifetime">The validity, counted from the request.</param>
/// <param name="RetryAfter">The wait before the next request if there were none.</param>
public sealed record QuotaLease(int Units, TimeSpan Lifetime, TimeSpan RetryAfter);
