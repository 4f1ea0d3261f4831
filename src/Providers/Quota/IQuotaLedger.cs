namespace EmailAgent.Providers.Quota;

/// <summary>Divides a project's budget among the processes that use it.</summary>
public interface IQuotaLedger
{
    /// <summary>Hands out part of the budget.</summary>
    /// <param name="budget">Whose, and how much there is.</param>
    /// <param name="needed">At least this many, or none.</param>
    /// <param name="wanted">At most this many.</param>
    Task<QuotaLease> LeaseAsync(QuotaBudget budget, int needed, int wanted, CancellationToken cancellationToken);
}

/// <summary>Units that may be used for a while and are void then, so that those of a process that died are not lost.</summary>
/// <param name="Units">How many; zero when there are none.</param>
/// <param name="Lifetime">How long they may be used, counted from the moment they were asked for.</param>
/// <param name="RetryAfter">When to ask again if there were none.</param>
public sealed record QuotaLease(int Units, TimeSpan Lifetime, TimeSpan RetryAfter);
