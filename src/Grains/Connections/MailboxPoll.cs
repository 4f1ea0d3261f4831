using EmailAgent.Grains.Push;
using EmailAgent.Providers;
using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Connections;

/// <summary>Says when a session's mailbox is polled: at its own interval, or seldom while its pushes arrive.</summary>
internal sealed class MailboxPoll(MailboxId id, StoredConnection connection, IMailboxSession session, MailboxServices services)
{
    private readonly PollPlan _plan = new(services.Options.PushedPollInterval, services.Options.PushPatience);
    private readonly bool _pollsAlways = PushSettings.Of(connection).PollAlways;

    /// <summary>Whether the mailbox is of a kind that is pushed.</summary>
    public bool IsPushed { get; } = services.Pushes.Serves(connection.Provider);

    /// <summary>Time between polls where there are no pushes.</summary>
    public TimeSpan Mode =>
        session.PollInterval
        ?? (session.PushesAll && services.Options.NotifiedPollInterval > services.Options.PollInterval ? services.Options.NotifiedPollInterval : services.Options.PollInterval);

    /// <summary>When the last look at everything began.</summary>
    public DateTimeOffset LastFull => _plan.LastFull;

    /// <inheritdoc cref="PollPlan.Looked"/>
    public void Looked(DateTimeOffset began, bool full, bool announced, bool found) => _plan.Looked(began, full, announced, found);

    /// <summary>When the mailbox is polled next, and how often while nothing happens. Ask again after <see cref="Mode"/>: pushes may have failed by then.</summary>
    public async Task<(DateTimeOffset Due, TimeSpan Interval)> NextAsync(CancellationToken cancellationToken)
    {
        var canWait = IsPushed && await services.Pushes.CanRelyOnAsync(id, _plan, cancellationToken) && !_pollsAlways;
        return (_plan.Due(Mode, canWait), _plan.Interval(Mode, canWait));
    }
}
