namespace EmailAgent.Grains.Jobs;

/// <summary>A job that this process runs. Its token is cancelled before its lease ends, unless the lease is renewed. Thread-safe.</summary>
internal sealed class RunningJob : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end;
    private bool _isOver;

    /// <param name="claimed">The job.</param>
    /// <param name="patience">Time until the token is cancelled.</param>
    /// <param name="time">The clock.</param>
    public RunningJob(ClaimedJob claimed, TimeSpan patience, TimeProvider time)
    {
        Claimed = claimed;
        _end = new CancellationTokenSource(patience, time);
        Token = _end.Token;
    }

    public ClaimedJob Claimed { get; }

    public CancellationToken Token { get; }

    /// <summary>Gets or sets the attempt, which never throws.</summary>
    public Task Attempt { get; set; } = Task.CompletedTask;

    /// <summary>Gets or sets a value indicating whether the handler has ended, and the outcome is being stored.</summary>
    public bool IsSettling { get; set; }

    /// <summary>Gets a value indicating whether it was interrupted because the process stops.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>Gets a value indicating whether it was interrupted because an administrator has cancelled it.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Lets the job run for this time from now on.</summary>
    public void Extend(TimeSpan patience) => Change(() => _end.CancelAfter(patience));

    public void Interrupt() => Change(_end.Cancel);

    public void Cancel() => Change(() =>
    {
        IsCancelled = true;
        _end.Cancel();
    });

    public void Release() => Change(() =>
    {
        IsReleased = true;
        _end.Cancel();
    });

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _end.Dispose();
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            if (!_isOver)
                change();
        }
    }
}
