namespace EmailAgent.Providers.Quota;

/// <summary>
/// Counts units over the last stretch of time: whichever window of that length one looks at, its sum is never above what was
/// allowed here. Exact but for the grain: units fall out together with those taken up to one grain later.
/// </summary>
/// <param name="length">The length of the window.</param>
/// <param name="grains">How many grains the length is cut into: the more, the more exact, and the more memory.</param>
public sealed class SlidingWindow(TimeSpan length, int grains = 240)
{
    private readonly TimeSpan _grain = length / grains;
    private readonly LinkedList<Grain> _taken = [];
    private long _used;

    /// <summary>Units taken in the window that ends now.</summary>
    public long Used(DateTimeOffset now)
    {
        while (_taken.First is { } oldest && oldest.Value.Last + length <= now)
        {
            _used -= oldest.Value.Units;
            _taken.RemoveFirst();
        }

        return _used;
    }

    /// <summary>Counts units, whether or not there is room.</summary>
    public void Take(long units, DateTimeOffset now)
    {
        _used += units;
        if (_taken.Last is { } newest && now - newest.Value.First < _grain)
        {
            newest.Value = newest.Value with { Last = now, Units = newest.Value.Units + units };
        }
        else
        {
            _taken.AddLast(new Grain(now, now, units));
        }
    }

    /// <summary>
    /// Returns the time until this many units can be taken without exceeding <paramref name="ceiling"/>, or until nothing is counted.
    /// </summary>
    public TimeSpan UntilRoom(long units, long ceiling, DateTimeOffset now)
    {
        var used = Used(now);
        var wait = TimeSpan.Zero;
        for (var grain = _taken.First; grain is not null && used + units > ceiling; grain = grain.Next)
        {
            used -= grain.Value.Units;
            wait = grain.Value.Last + length - now;
        }

        return wait;
    }

    private readonly record struct Grain(DateTimeOffset First, DateTimeOffset Last, long Units);
}
