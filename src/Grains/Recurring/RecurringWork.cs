namespace EmailAgent.Grains.Recurring;

/// <summary>
/// Work that no user asks for: done when the installation starts, then after each interval, and as soon as it is woken. One
/// <see cref="RecurringWorkGrain"/> does it for all silos.
/// </summary>
/// <param name="interval">From the end of one run to the start of the next.</param>
/// <param name="grains">Where the grain is.</param>
internal abstract class RecurringWork(TimeSpan interval, IGrainFactory grains)
{
    /// <summary>Identifies the work in all silos, and to its reminder.</summary>
    public string Name => GetType().Name;

    public TimeSpan Interval => interval;

    /// <summary>Whether the work is also done after the death of a silo. Default: no.</summary>
    public virtual bool FollowsDeaths => false;

    private IRecurringWorkGrain Grain => grains.GetGrain<IRecurringWorkGrain>(Name);

    /// <inheritdoc cref="IRecurringWorkGrain.EnsureAsync"/>
    public Task EnsureAsync() => Grain.EnsureAsync();

    /// <summary>Has the work done now; without it, what there is to do is found after the interval.</summary>
    public Task WakeAsync() => Grain.WakeAsync();

    /// <summary>Does all that there is to do. May be interrupted anywhere, and while a silo joins or dies two runs may overlap: every step must be safe to take twice.</summary>
    public abstract Task RunOnceAsync(CancellationToken stop);
}
