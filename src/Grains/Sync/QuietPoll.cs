namespace EmailAgent.Grains.Sync;

/// <summary>The interval of polls of a mailbox whose inbox is pushed: longer while nothing happens in any folder, without I/O and without a clock.</summary>
/// <param name="usual">Interval after news.</param>
/// <param name="quiet">Interval while nothing happens.</param>
/// <param name="after">Time without news after which a mailbox is quiet.</param>
internal sealed class QuietPoll(TimeSpan usual, TimeSpan quiet, TimeSpan after)
{
    private DateTimeOffset? _lastNews;
    private DateTimeOffset _lastSync;

    /// <summary>Records a finished sync. The first counts as news.</summary>
    public void Looked(DateTimeOffset began, bool isNews)
    {
        _lastSync = began;
        if (isNews || _lastNews is null) _lastNews = began;
    }

    public TimeSpan Interval => quiet > usual && _lastSync - _lastNews >= after ? quiet : usual;
}
