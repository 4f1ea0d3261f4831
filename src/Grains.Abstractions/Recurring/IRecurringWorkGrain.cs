using Orleans.Concurrency;

namespace EmailAgent.Grains.Recurring;

/// <summary>Recurring work of one kind that no user requests, once for the whole installation; the key is the name of the work.</summary>
[Alias("recurring-work")]
public interface IRecurringWorkGrain : IGrainWithStringKey
{
    /// <summary>Starts the work, and sets a reminder that resumes it if its silo dies.</summary>
    [Alias("ensure"), Idempotent]
    Task EnsureAsync();

    /// <summary>Starts the work now instead of after its interval.</summary>
    [Alias("wake"), OneWay, AlwaysInterleave]
    Task WakeAsync();
}
