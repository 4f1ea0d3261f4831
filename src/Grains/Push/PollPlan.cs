namespace EmailAgent.Grains.Push;

/// <summary>
/// The schedule of polls of one session, and the detection of missing pushes, without I/O and without a clock. Every sync is reported to
/// it.
/// </summary>
/// <param name="rare">Interval of polls while pushes are reliable.</param>
/// <param name="patience">Maximum delay of a change's push.</param>
internal sealed class PollPlan(TimeSpan rare, TimeSpan patience)
{
    private Look? _last;
    private DateTimeOffset _lastFull;
    private Suspicion? _suspicion;

    /// <summary>Returns the start of the last sync of all folders.</summary>
    public DateTimeOffset LastFull => _lastFull;

    /// <summary>
    /// Records a finished sync. Changes without a push are evidence of missing pushes only if the sync before had neither a push nor
    /// changes: a provider sends at most one push a second, so that the later changes of a burst have none.
    /// </summary>
    public void Looked(DateTimeOffset began, bool full, bool announced, bool found)
    {
        _suspicion = announced ? null
            : _suspicion is null && found && _last is { IsQuiet: true } quiet ? new Suspicion(quiet.Began, began)
            : _suspicion;
        _last = new Look(began, !announced && !found);
        if (full) _lastFull = began;
    }

    /// <summary>Returns, once, the time since which an expected push has been missing; null while none is missing.</summary>
    public DateTimeOffset? TakeSilence(DateTimeOffset now)
    {
        if (_suspicion is not { } suspicion || now < suspicion.At + patience)
        {
            return null;
        }

        _suspicion = null;
        return suspicion.UnheardSince;
    }

    /// <summary>Returns the time of the next poll.</summary>
    /// <param name="mode">Interval of polls where there are no pushes.</param>
    /// <param name="isPushed">Indicates whether pushes are reliable.</param>
    public DateTimeOffset Due(TimeSpan mode, bool isPushed) =>
        !isPushed || _last is null ? _lastFull + mode
        : _suspicion is not null ? _last.Began + Shorter(mode, patience)
        // One more sync after a burst, for the changes that the provider has not pushed.
        : !_last.IsQuiet ? _last.Began + mode
        : _lastFull + Interval(mode, isPushed);

    /// <summary>Returns the interval of polls as long as nothing happens.</summary>
    public TimeSpan Interval(TimeSpan mode, bool isPushed) => isPushed && rare > mode ? rare : mode;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <param name="IsQuiet">No push announced the sync, and it found nothing.</param>
    private sealed record Look(DateTimeOffset Began, bool IsQuiet);

    private sealed record Suspicion(DateTimeOffset UnheardSince, DateTimeOffset At);
}
