namespace EmailAgent.Grains.Push;

/// <summary>
/// When a mailbox is looked at without a push, and what its looks say about pushes, decided without I/O and without a clock. One for each
/// session, told of every look.
/// </summary>
/// <param name="rare">Time between polls while pushes can be relied on.</param>
/// <param name="patience">How long after a change its push may come.</param>
internal sealed class PollPlan(TimeSpan rare, TimeSpan patience)
{
    private Look? _last;
    private DateTimeOffset _lastFull;
    private Suspicion? _suspicion;

    /// <summary>When the last look at everything began.</summary>
    public DateTimeOffset LastFull => _lastFull;

    /// <summary>
    /// Takes note of a look that is over. Changes that no push announced, after a look that nothing announced and that found none, have
    /// come in a time without pushes. Otherwise they say nothing: Google sends one push a second, so that the later changes of a burst
    /// have none.
    /// </summary>
    public void Looked(DateTimeOffset began, bool full, bool announced, bool found)
    {
        _suspicion = announced ? null
            : _suspicion is null && found && _last is { IsQuiet: true } quiet ? new Suspicion(quiet.Began, began)
            : _suspicion;
        _last = new Look(began, !announced && !found);
        if (full) _lastFull = began;
    }

    /// <summary>The time since which no push was heard that should have been, once; null while there is nothing to say.</summary>
    public DateTimeOffset? TakeSilence(DateTimeOffset now)
    {
        if (_suspicion is not { } suspicion || now < suspicion.At + patience)
        {
            return null;
        }

        _suspicion = null;
        return suspicion.UnheardSince;
    }

    /// <summary>When the next look at everything is due.</summary>
    /// <param name="mode">Time between polls where there are no pushes.</param>
    /// <param name="isPushed">Whether pushes can be relied on.</param>
    public DateTimeOffset Due(TimeSpan mode, bool isPushed) =>
        !isPushed || _last is null ? _lastFull + mode
        : _suspicion is not null ? _last.Began + Shorter(mode, patience)
        // One more look after a burst, for what Google has not pushed of it.
        : !_last.IsQuiet ? _last.Began + mode
        : _lastFull + Interval(mode, isPushed);

    /// <summary>Time between polls as long as nothing happens.</summary>
    public TimeSpan Interval(TimeSpan mode, bool isPushed) => isPushed && rare > mode ? rare : mode;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <param name="IsQuiet">Nothing announced it, and it found nothing.</param>
    private sealed record Look(DateTimeOffset Began, bool IsQuiet);

    private sealed record Suspicion(DateTimeOffset UnheardSince, DateTimeOffset At);
}
