namespace EmailAgent.Grains.Push;

/// <summary>
/// The distance between syncs that pushes request, without I/O and without a clock: the first after a quiet time starts at once, those of a
/// stream at growing distance, so that each covers more pushes.
/// </summary>
internal sealed class PushPacing
{
    /// <summary>The distance of the first two syncs; a provider sends at most one push a second for a mailbox.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Maximum delay before a push is synced, as long as pushes continue.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private DateTimeOffset _last;
    private TimeSpan _distance;

    /// <summary>Returns the remaining wait of a push before its sync; zero or less when the sync is due.</summary>
    public TimeSpan Left(DateTimeOffset now) => _last + _distance - now;

    /// <summary>Records a sync that covered pushes.</summary>
    public void Looked(DateTimeOffset began)
    {
        var isStream = began < _last + (2 * _distance);
        _distance = !isStream ? Shortest
            : 2 * _distance < Longest ? 2 * _distance
            : Longest;
        _last = began;
    }
}
