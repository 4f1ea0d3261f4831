namespace EmailAgent.Providers.Breakers;

/// <summary>
/// Closed, it lets calls through. After too many failures in a row it opens and lets none through for a while; then one call
/// probes: if it works the circuit closes, if not it stays open for twice as long. A state machine without I/O and clock.
/// </summary>
internal sealed class CircuitBreaker(int failuresToOpen, BreakerOptions options)
{
    private int _failures;
    private int _openings;
    private bool _probing;
    private DateTimeOffset _next;

    public bool IsOpen => _openings > 0;

    private TimeSpan Pause
    {
        get
        {
            var doubled = options.FirstPause * Math.Pow(2, Math.Clamp(_openings - 1, 0, 20));
            return doubled < options.LongestPause ? doubled : options.LongestPause;
        }
    }

    /// <summary>Returns the time for which calls are held back from now on; zero when one is allowed.</summary>
    public TimeSpan HeldFor(DateTimeOffset now) => IsOpen && now < _next ? _next - now : TimeSpan.Zero;

    /// <summary>
    /// Records the start of an allowed call. While the circuit is open it is the probe; if its outcome is never reported, another is
    /// allowed after a pause.
    /// </summary>
    public void Enter(DateTimeOffset now)
    {
        if (IsOpen)
        {
            (_probing, _next) = (true, now + Pause);
        }
    }

    public void Succeed() => (_failures, _openings, _probing) = (0, 0, false);

    public void Fail(DateTimeOffset now)
    {
        _failures++;
        // While it is open only the probe counts; the others were on their way before.
        if (IsOpen ? _probing : _failures >= failuresToOpen)
        {
            _openings++;
            (_probing, _next) = (false, now + Pause);
        }
    }
}
