namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Time limit for the next read. Three bounds apply: silence; a minimum rate within a response; and a command must not be kept alive
/// forever by responses that are not its answer. Only time spent waiting for the server counts, so a slow consumer costs nothing.
/// </summary>
internal sealed class ReadPace(TimeProvider time, TimeSpan silence, ImapLimits limits)
{
    private TimeSpan _commandWaited;
    private TimeSpan _responseWaited;
    private long _responseBytes;
    private long _waitStarted;

    public void CommandStarted() => _commandWaited = TimeSpan.Zero;

    public void ResponseCompleted()
    {
        _responseWaited = TimeSpan.Zero;
        _responseBytes = 0;
    }

    /// <summary>Records that the command received part of its answer.</summary>
    public void Progressed() => _commandWaited = TimeSpan.Zero;

    /// <summary>Starts a wait and returns its time limit; zero or less if time is up already.</summary>
    public TimeSpan WaitStarted(bool withinResponse)
    {
        _waitStarted = time.GetTimestamp();
        var left = withinResponse
            ? silence + TimeSpan.FromSeconds((double)_responseBytes / limits.MinimumBytesPerSecond) - _responseWaited
            : (silence * limits.StillHereFactor) - _commandWaited;
        return left < silence ? left : silence;
    }

    public void WaitEnded(int received)
    {
        var waited = time.GetElapsedTime(_waitStarted);
        _commandWaited += waited;
        _responseWaited += waited;
        _responseBytes += received;
    }
}
