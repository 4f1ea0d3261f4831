namespace EmailAgent.Grains.Recurring;

/// <summary>
/// Work that runs without a request: when the installation starts, then after each interval, and whenever it is woken. One
/// <see cref="RecurringWorkGrain"/> runs it for all silos.
/// </summary>
/// <param name="interval">The time from the end of one run to the start of the next.</param>
internal abstract class RecurringWork(TimeSpan interval, IGrainFactory grains)
{
    /// <summary>Identifies the work and its reminder in all silos.</summary>
    public string Name => GetType().Name;

    public TimeSpan Interval => interval;

    /// <summary>Indicates whether the work also runs after the death of a silo. Default: false.</summary>
    public virtual bool FollowsDeaths => false;

    private IRecurringWorkGrain Grain => grains.GetGrain<IRecurringWorkGrain>(Name);

    /// <inheritdoc cref="IRecurringWorkGrain.EnsureAsync"/>
    public Task EnsureAsync() => Grain.EnsureAsync();

    /// <summary>Starts a run now. Without this call, outstanding work is found after the interval.</summary>
    public Task WakeAsync() => Grain.WakeAsync();

    /// <summary>
    /// Does all outstanding work. A run can be interrupted anywhere, and while a silo joins or dies two runs can overlap: every step must
    /// be safe to repeat.
    /// </summary>
    public abstract Task RunOnceAsync(CancellationToken stop);
}
