namespace EmailAgent.Grains.RateLimits;

/// <summary>
/// Lets so many through in any stretch of time of a length, wherever it begins. Time is cut into slots; counted is what went through
/// in the slots that the last stretch touches, so that a request waits up to one slot longer than it would have to.
/// </summary>
/// <param name="limit">How many.</param>
/// <param name="length">The length of the stretch.</param>
internal sealed class SlidingWindow(int limit, TimeSpan length)
{
    private const int SlotsOfLength = 12;

    // A stretch begins and ends within a slot.
    private const int Slots = SlotsOfLength + 1;

    private readonly TimeSpan _slotLength = length / SlotsOfLength;
    private readonly int[] _counts = new int[Slots];
    private long _slot;
    private int _counted;

    public int Limit => limit;

    public int Free => limit - _counted;

    /// <summary>Forgets what is older than the length.</summary>
    /// <param name="now">On a clock that never goes back.</param>
    public void Advance(TimeSpan now)
    {
        var slot = now.Ticks / _slotLength.Ticks;
        for (var gone = Math.Min(slot - _slot, Slots); gone > 0; gone--)
        {
            ref var oldest = ref _counts[(slot - gone + 1) % Slots];
            _counted -= oldest;
            oldest = 0;
        }

        _slot = Math.Max(slot, _slot);
    }

    /// <summary>Counts one; only where there is one free.</summary>
    public void Take()
    {
        _counts[_slot % Slots]++;
        _counted++;
    }

    /// <summary>How long until more are free than now; zero when all are.</summary>
    public TimeSpan UntilMore(TimeSpan now)
    {
        for (var slot = Math.Max(0, _slot - Slots + 1); slot <= _slot; slot++)
        {
            if (_counts[slot % Slots] > 0)
                return (_slotLength * (slot + Slots)) - now;
        }

        return TimeSpan.Zero;
    }
}
