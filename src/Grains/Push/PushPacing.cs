namespace EmailAgent.Grains.Push;

/// <summary>
/// How far apart the looks are that pushes ask for: the first after a quiet time comes at once, those of a stream at growing distance,
/// so that each serves more of it. Decided without I/O and without a clock.
/// </summary>
internal sealed class PushPacing
{
    /// <summary>Between the first two looks; Google sends a mailbox at most one push a second.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>So late is news at most, as long as pushes go on.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private DateTimeOffset _last;
    private TimeSpan _distance;

    /// <summary>How long a push that is there has yet to wait for its look; not positive when it need not.</summary>
    public TimeSpan Left(DateTimeOffset now) => _last + _distance - now;

    /// <summary>Takes note of a look that served pushes.</summary>
    public void Looked(DateTimeOffset began)
    {
        var isStream = began < _last + (2 * _distance);
        _distance = !isStream ? Shortest
            : 2 * _distance < Longest ? 2 * _distance
            : Longest;
        _last = began;
    }
}
