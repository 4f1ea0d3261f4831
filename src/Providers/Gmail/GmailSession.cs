using System.Runtime.CompilerServices;
using EmailAgent.Providers.Memory;
using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// A session with one Gmail account. Gmail pushes to a web address, not on a connection, so the session never waits for changes: the
/// receiver of a push requests a pull.
/// </summary>
internal sealed class GmailSession : IMailboxSession
{
    /// <summary>Outstanding messages that one retry asks for, while everything else waits.</summary>
    private const int MostRetries = 100;

    private readonly GmailClient _client;
    private readonly GmailOptions _options;
    private readonly TimeProvider _time;
    private readonly GmailAccountSettings _settings;
    private readonly GmailLabels _labels;
    private readonly GmailMessages _messages;
    private readonly GmailBackfill _backfill;
    private readonly GmailEditor _editor;
    private readonly GmailAppender _appender;
    private readonly FetchShare _memory;
    private GmailReconciliation? _reconciliation;
    private IAsyncEnumerator<LabelledChanges>? _steps;
    private GmailCursor? _cursor;
    private bool _isFirstScreenDue;

    public GmailSession(GmailClient client, GmailAccountSettings settings, GmailOptions options, FetchShare memory, TimeProvider time, ILogger logger)
    {
        (_client, _settings, _options, _memory, _time) = (client, settings, options, memory, time);
        _labels = new GmailLabels(client);
        _messages = new GmailMessages(client, _labels, options, memory, logger);
        _backfill = new GmailBackfill(client, _messages, options);
        _editor = new GmailEditor(client, _labels);
        _appender = new GmailAppender(client, _messages);
    }

    public bool HasPush => false;

    public bool PushesAll => false;

    public TimeSpan? PollInterval => _settings.PollMode switch
    {
        GmailPollMode.Fast => _options.FastPoll,
        GmailPollMode.Slow => _options.SlowPoll,
        _ => _options.NormalPoll,
    };

    public IReadOnlyList<string> Capabilities { get; } = ["history", "labels", "batch"];

    public bool HistoryComplete => _cursor is { HistoryComplete: true } && _reconciliation is null;

    public IAsyncEnumerable<MailboxChanges> PullAsync(IMailboxCopy copy, PullScope scope, CancellationToken cancellationToken) =>
        TrackAsync(RunAsync(copy.Labelled, scope, cancellationToken), cancellationToken);

    public IAsyncEnumerable<MailboxChanges> BackfillAsync(IMailboxCopy copy, CancellationToken cancellationToken)
    {
        if (_cursor is not { } cursor || HistoryComplete)
        {
            return AsyncEnumerable.Empty<LabelledChanges>();
        }

        if (_reconciliation is { } reconciliation)
        {
            return TrackAsync(ReconcileAsync(reconciliation, copy.Labelled, cancellationToken), cancellationToken);
        }

        var labelled = copy.Labelled;
        var first = _isFirstScreenDue;
        _isFirstScreenDue = false;
        return TrackAsync(
            first
                ? _backfill.FirstScreenAsync(cursor, labelled, () => CatchUpAsync(cursor, labelled, QuotaPriority.Person, cancellationToken), cancellationToken)
                : _backfill.NextAsync(cursor, labelled, () => CatchUpAsync(cursor, labelled, QuotaPriority.Push, cancellationToken), cancellationToken),
            cancellationToken);
    }

    public IAsyncEnumerable<MailboxChanges> RetryAsync(IMailboxCopy copy, bool all, CancellationToken cancellationToken) =>
        _cursor is { } cursor ? RetryAsync(cursor, copy.Labelled, all, cancellationToken) : AsyncEnumerable.Empty<LabelledChanges>();

    public Task<bool> WaitAsync(TimeSpan maximum, CancellationToken cancellationToken) => Task.FromResult(false);

    public async Task<EditOutcome> EditAsync(IMailboxCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken)
    {
        if (!_labels.IsLoaded) await _labels.RefreshAsync(copy.Labelled, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        return await _editor.RunAsync(copy.Labelled, messages, edit, cancellationToken).ConfigureAwait(false);
    }

    public Task<FolderOutcome> EditFolderAsync(IMailboxCopy copy, FolderEdit edit, CancellationToken cancellationToken) =>
        new GmailLabelEditor(_client).RunAsync(edit, cancellationToken);

    public async Task<AppendOutcome> AppendAsync(IMailboxCopy copy, MessageToAppend message, CancellationToken cancellationToken)
    {
        if (!_labels.IsLoaded) await _labels.RefreshAsync(copy.Labelled, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        return await _appender.RunAsync(copy.Labelled, message, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RemoteLocation>> FindAsync(IMailboxCopy copy, string messageId, string? role, CancellationToken cancellationToken)
    {
        var label = role is null ? null : GmailLabels.OfRole(role);
        return role is not null && label is null
            ? []
            : [.. (await _client.FindAsync(messageId.Trim('<', '>'), label, cancellationToken).ConfigureAwait(false)).Select(id => new LabelledLocation(id))];
    }

    // The API's ids of attachments change with each read, so that a part costs the message.
    public bool HasParts => false;

    public Task<ReadOnlyMemory<byte>?> ReadPartHeaderAsync(RemoteLocation location, string section, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RawStretch?> ReadPartStretchAsync(RemoteLocation location, string section, long offset, int length, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task<RemotePart?> ReadPartAsync(RemoteLocation location, string section, CancellationToken caller, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, cancellationToken); // a call that is cancelled leaves nothing behind
        return await ReadRawAsync(location, either.Token).ConfigureAwait(false) is { } raw ? new RemotePart(raw, IsWholeMessage: true) : null;
    }

    public async Task<RawStretch?> ReadRawAsync(RemoteLocation location, long offset, int length, CancellationToken cancellationToken) =>
        await ReadRawAsync(location, cancellationToken).ConfigureAwait(false) is { } raw
            ? new RawStretch(raw[(int)Math.Min(offset, raw.Length)..], IsLast: true)
            : null;

    private async Task<ReadOnlyMemory<byte>?> ReadRawAsync(RemoteLocation location, CancellationToken cancellationToken) =>
        (await _client.GetRawAsync(((LabelledLocation)location).RemoteId, QuotaPriority.Person, cancellationToken).ConfigureAwait(false))?.Raw;

    public async ValueTask DisposeAsync()
    {
        if (_steps is { } steps) await steps.DisposeAsync().ConfigureAwait(false);
        _memory.Dispose();
    }

    private async IAsyncEnumerable<LabelledChanges> RunAsync(ILabelledCopy copy, PullScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var priority = scope == PullScope.Reconcile ? QuotaPriority.Backfill : QuotaPriority.Push;
        if (!_labels.IsLoaded || scope != PullScope.Pushed)
        {
            await _labels.RefreshAsync(copy, priority, cancellationToken).ConfigureAwait(false);
        }

        _cursor ??= GmailCursor.Parse(await copy.ReadCursorAsync(cancellationToken).ConfigureAwait(false));
        if (_cursor is not { } cursor)
        {
            yield return await BeginAsync(cancellationToken).ConfigureAwait(false);
            yield break;
        }

        await foreach (var changes in CatchUpAsync(cursor, copy, priority, cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        if (scope == PullScope.Reconcile)
        {
            _reconciliation ??= new GmailReconciliation(_client, _labels, _options);
        }
        else if (scope == PullScope.All)
        {
            yield return new LabelledChanges { RemoteTotal = (await _client.GetProfileAsync(priority, cancellationToken).ConfigureAwait(false)).MessagesTotal };
        }
    }

    private async IAsyncEnumerable<LabelledChanges> RetryAsync(GmailCursor cursor, ILabelledCopy copy, bool all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = await copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false);
        var now = _time.GetUtcNow();
        var due = known.Where(entry => all || entry.NextAttempt <= now).Select(entry => entry.Key.RemoteId).OfType<string>().Take(MostRetries);
        foreach (var some in due.Chunk(GmailMessages.MostFailingAlone)) // Those that fail once more together are no sign that Gmail as a whole fails.
        {
            await foreach (var changes in _messages.ReadAsync(
                some, message => GmailBackfill.ArrivalOf(message, cursor), copy, QuotaPriority.Backfill, false, cancellationToken).ConfigureAwait(false))
            {
                yield return changes;
            }
        }
    }

    /// <summary>The mailbox as it is now is history; whatever happens from now on is news.</summary>
    private async Task<LabelledChanges> BeginAsync(CancellationToken cancellationToken)
    {
        var connected = _time.GetUtcNow();
        var profile = await _client.GetProfileAsync(QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        _isFirstScreenDue = _options.FirstScreen > 0;
        return new LabelledChanges { Cursor = new GmailCursor(profile.HistoryId, connected, false).ToString(), RemoteTotal = profile.MessagesTotal };
    }

    /// <summary>Brings in what has happened since the cursor, unless Gmail has forgotten: then a reconciliation is due.</summary>
    private async IAsyncEnumerable<LabelledChanges> CatchUpAsync(
        GmailCursor cursor, ILabelledCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_reconciliation is { IsHistoryLost: true })
        {
            yield break;
        }

        var round = new GmailRound(_client, _labels, _messages);
        await foreach (var changes in round.RunAsync(cursor, copy, priority, cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        if (round.IsLost)
        {
            _reconciliation ??= new GmailReconciliation(_client, _labels, _options);
            _reconciliation.IsHistoryLost = true;
        }
    }

    /// <summary>The next step of a reconciliation, which lives on between the calls of this.</summary>
    private async IAsyncEnumerable<LabelledChanges> ReconcileAsync(GmailReconciliation reconciliation, ILabelledCopy copy, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var priority = reconciliation.IsHistoryLost ? QuotaPriority.Push : QuotaPriority.Backfill;
        _steps ??= reconciliation.RunAsync(() => _cursor!, copy, priority, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await _steps.MoveNextAsync().ConfigureAwait(false))
        {
            if (_steps.Current.IsEmpty) yield break;
            yield return _steps.Current;
        }

        await _steps.DisposeAsync().ConfigureAwait(false);
        (_reconciliation, _steps) = (null, null);
    }

    /// <summary>Follows the cursor: what is yielded will have been committed when the next call comes, or the session is dead.</summary>
    private async IAsyncEnumerable<LabelledChanges> TrackAsync(IAsyncEnumerable<LabelledChanges> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var changes in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _cursor = GmailCursor.Parse(changes.Cursor) ?? _cursor;
            yield return changes;
        }
    }
}
