namespace EmailAgent.Testing;

/// <summary>Faults for all connections of a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultScript
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _silence;
    private long _delayTicks;

    public TimeSpan Delay
    {
        get => new(Volatile.Read(ref _delayTicks));
        set => Volatile.Write(ref _delayTicks, value.Ticks);
    }

    public ByteFaults ForNewConnections { get; } = new();

    public void Silence()
    {
        lock (_lock)
            _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Resume()
    {
        lock (_lock)
        {
            _silence?.SetResult();
            _silence = null;
        }
    }

    /// <summary>Waits as long as the script wants before a piece of data goes on.</summary>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, TimeProvider.System, cancellationToken);
        Task? silence;
        lock (_lock)
            silence = _silence?.Task;
        if (silence is not null)
            await silence.WaitAsync(cancellationToken);
    }
}
