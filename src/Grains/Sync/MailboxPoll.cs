using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Push;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>The schedule of polls of a session's mailbox: at its own interval, or rarely while its pushes arrive.</summary>
internal sealed class MailboxPoll(MailboxId id, StoredConnection connection, IMailboxSession session, PushQueue pushes, MailboxOptions options)
{
    private readonly PollPlan _plan = new(options.PushedPollInterval, options.PushPatience);
    private readonly QuietPoll _quiet = new(options.PollInterval, options.QuietPollInterval, options.QuietAfter);
    private readonly bool _pollsAlways = PushSettings.Of(connection).PollAlways;

    /// <summary>Indicates whether the provider of the mailbox pushes.</summary>
    public bool IsPushed { get; } = pushes.Serves(connection.Provider);

    /// <summary>Returns the interval of polls where there are no pushes.</summary>
    public TimeSpan Mode =>
        session.PollInterval
        ?? (session.PushesAll && options.NotifiedPollInterval > options.PollInterval ? options.NotifiedPollInterval
            // Without any push a poll is all that finds new mail.
            : session.HasPush ? _quiet.Interval
            : options.PollInterval);

    /// <summary>Returns the start of the last sync of all folders.</summary>
    public DateTimeOffset LastFull => _plan.LastFull;

    /// <inheritdoc cref="PollPlan.Looked"/>
    public void Looked(DateTimeOffset began, bool full, bool announced, bool found)
    {
        _plan.Looked(began, full, announced, found);
        _quiet.Looked(began, announced || found);
    }

    /// <summary>
    /// Returns the time of the next poll, and the interval while nothing happens. Valid for <see cref="Mode"/>: pushes may have failed by
    /// then.
    /// </summary>
    public async Task<(DateTimeOffset Due, TimeSpan Interval)> NextAsync(CancellationToken cancellationToken)
    {
        var canWait = IsPushed && await pushes.CanRelyOnAsync(id, _plan, cancellationToken) && !_pollsAlways;
        return (_plan.Due(Mode, canWait), _plan.Interval(Mode, canWait));
    }
}
