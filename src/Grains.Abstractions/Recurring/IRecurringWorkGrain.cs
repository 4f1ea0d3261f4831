using Orleans.Concurrency;

namespace EmailAgent.Grains.Recurring;

/// <summary>Does one kind of work that no user asks for, once for the whole installation; the key is the name of the work.</summary>
[Alias("recurring-work")]
public interface IRecurringWorkGrain : IGrainWithStringKey
{
    /// <summary>Starts the work, and sees to it by a reminder that it goes on when its silo dies.</summary>
    [Alias("ensure"), Idempotent]
    Task EnsureAsync();

    /// <summary>Has the work done now instead of after its interval.</summary>
    [Alias("wake"), OneWay, AlwaysInterleave]
    Task WakeAsync();
}
