namespace EmailAgent.Grains.Jobs;

/// <summary>The rate at which jobs of a kind start: a bucket that holds the starts of one second. Decided without a clock.</summary>
internal sealed class JobPacing(double? perSecond)
{
    private readonly double _capacity = Math.Max(1, perSecond ?? 0);
    private double _left = Math.Max(1, perSecond ?? 0);
    private DateTimeOffset? _filledAt;

    /// <summary>Returns how many jobs can start now.</summary>
    public int Allowed(DateTimeOffset now)
    {
        if (perSecond is not { } rate)
            return int.MaxValue;
        if (_filledAt is { } filledAt && now > filledAt)
            _left = Math.Min(_capacity, _left + ((now - filledAt).TotalSeconds * rate));
        _filledAt = now;
        return (int)_left;
    }

    /// <summary>Counts jobs that have started.</summary>
    public void Take(int count) => _left -= perSecond is null ? 0 : count;

    /// <summary>Returns the time until the next job can start, as of the last call of <see cref="Allowed"/>.</summary>
    public TimeSpan Wait() => perSecond is not { } rate || _left >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _left) / rate);
}
