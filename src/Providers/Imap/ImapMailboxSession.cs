using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Memory;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Imap;

/// <summary>One logged-in IMAP connection: pulls, waits in IDLE on the inbox, and carries out commands in between.</summary>
internal sealed partial class ImapMailboxSession : IMailboxSession
{
    private static readonly string[] Interesting = ["CONDSTORE", "QRESYNC", "IDLE", "LIST-STATUS", "NOTIFY", "SPECIAL-USE", "MOVE", "UIDPLUS"];

    private readonly ImapClient _client;
    private readonly ImapSyncOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ImapFolders _folders;
    private readonly FolderPush _push;
    private readonly InboxWatch _inbox;
    private readonly ImapMessages _messages;
    private readonly ImapPartReader _parts;
    private readonly ContentProbe _probe;
    private readonly ImapBackfill _backfill;
    private readonly FetchShare _memory;
    private readonly ImapEditor _editor;
    private readonly ImapFolderEditor _folderEditor;
    private readonly ImapAppender _appender;
    private readonly ImapFinder _finder;

    /// <summary>
    /// Indicates whether the server could push nothing during the last wait: it refused the commands for that, or the inbox cannot be
    /// selected.
    /// </summary>
    private bool _isWithoutPush;

    /// <param name="isWary">Indicates whether sessions of this mailbox have failed before this one.</param>
    /// <param name="memory">Bounds what the session holds.</param>
    public ImapMailboxSession(ImapClient client, ImapSyncOptions options, bool isWary, FetchShare memory, TimeProvider time, ILogger logger)
    {
        _memory = memory;
        _time = time;
        _client = client;
        _options = options;
        _logger = logger;
        _folders = new ImapFolders(client);
        _push = new FolderPush(client, _folders, options, logger);
        _inbox = new InboxWatch(client);
        _messages = new ImapMessages(client, options, isWary, memory);
        _parts = new ImapPartReader(client, options, FindAsync);
        _probe = new ContentProbe(client, _folders, _messages);
        _backfill = new ImapBackfill(client, _folders, _messages, _probe, options);
        _editor = new ImapEditor(client, _folders);
        _folderEditor = new ImapFolderEditor(client, _folders, _editor);
        _appender = new ImapAppender(client, _folders, _editor);
        _finder = new ImapFinder(client, _folders);
        Capabilities = [.. Interesting.Where(client.Capabilities.Has)];
    }

    public bool HasPush => _client.Capabilities.Idle;

    public bool PushesAll => _push.IsReliable && !_isWithoutPush;

    public TimeSpan? PollInterval => null;

    public IReadOnlyList<string> Capabilities { get; }

    public bool HistoryComplete => _backfill.IsComplete;

    public IAsyncEnumerable<MailboxChanges> PullAsync(IMailboxCopy copy, PullScope scope, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(NewRound(copy.Placed).RunAsync(scope, cancellationToken), cancellationToken);

    public IAsyncEnumerable<MailboxChanges> BackfillAsync(IMailboxCopy copy, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(_backfill.NextAsync(copy.Placed, cancellationToken), cancellationToken);

    public IAsyncEnumerable<MailboxChanges> RetryAsync(IMailboxCopy copy, bool all, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(NewRound(copy.Placed).RetryAsync(all, cancellationToken), cancellationToken);

    public Task<bool> WaitAsync(TimeSpan maximum, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => WaitForNewsAsync(maximum, cancellationToken));

    public Task<EditOutcome> EditAsync(
        IMailboxCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _editor.RunAsync(copy.Placed, messages, edit, cancellationToken));

    public Task<FolderOutcome> EditFolderAsync(IMailboxCopy copy, FolderEdit edit, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _folderEditor.RunAsync(copy.Placed, edit, cancellationToken));

    public Task<AppendOutcome> AppendAsync(IMailboxCopy copy, MessageToAppend message, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _appender.RunAsync(copy.Placed, message, cancellationToken));

    public Task<IReadOnlyList<RemoteLocation>> FindAsync(IMailboxCopy copy, string messageId, string? role, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _finder.RunAsync(copy.Placed, messageId, role, cancellationToken));

    public bool HasParts => true;

    public Task<ReadOnlyMemory<byte>?> ReadPartHeaderAsync(RemoteLocation location, string section, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _parts.ReadHeaderAsync(location, section, cancellationToken));

    public Task<RawStretch?> ReadPartStretchAsync(RemoteLocation location, string section, long offset, int length, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _parts.ReadStretchAsync(location, section, offset, length, cancellationToken));

    public Task<RemotePart?> ReadPartAsync(RemoteLocation location, string section, CancellationToken caller, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _parts.ReadWholeAsync(location, section, caller, cancellationToken));

    public Task<RawStretch?> ReadRawAsync(RemoteLocation location, long offset, int length, CancellationToken cancellationToken) =>
        ImapErrors.TranslateAsync(() => _parts.ReadMessageStretchAsync(location, offset, length, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.LogoutAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _client.DisposeAsync().ConfigureAwait(false);
        _memory.Dispose();
    }

    private async Task<bool> WaitForNewsAsync(TimeSpan maximum, CancellationToken cancellationToken)
    {
        var wait = maximum < _options.IdleRenewal ? maximum : _options.IdleRenewal;
        if (_folders.Inbox is not { Cursor: not null, IsBlocked: false } inbox)
        {
            return await PassAsync(wait, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // Whatever happened while another folder was selected was not announced.
            await _folders.EnsureSelectedAsync(inbox, CancellationToken.None).ConfigureAwait(false);
            await _push.VerifyTouchedAsync(CancellationToken.None).ConfigureAwait(false);
            var hasNews = await IdleAsync(inbox, wait, cancellationToken).ConfigureAwait(false);
            _isWithoutPush = false;
            return hasNews;
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            LogCannotWait(refusal.Command);
            return await PassAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the time pass where the server pushes nothing, so that only polls find news. The first time returns at once, since polls are due sooner then.</summary>
    private async Task<bool> PassAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_isWithoutPush)
        {
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _isWithoutPush = true;
        return false;
    }

    private ImapRound NewRound(IPlacedCopy copy) => new(_client, _folders, _push, _inbox, _messages, _probe, copy, _time, _logger);

    [LoggerMessage(1, LogLevel.Information, "The server refused {Command}, so that nothing is pushed; the mailbox is polled")]
    private partial void LogCannotWait(string command);

    /// <summary>Waits until a folder has news. A server may also report what the copy has already, which is none.</summary>
    private async Task<bool> IdleAsync(ImapFolder inbox, TimeSpan maximum, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var left = maximum;
        _push.Note();
        while (!_push.HasNews && left > TimeSpan.Zero)
        {
            if (await _client.IdleAsync(left, cancellationToken).ConfigureAwait(false) != ImapIdleResult.Changed)
            {
                return false;
            }

            inbox.NeedsLook |= !_client.TakeChanges().IsEmpty;
            _push.Note();
            left = maximum - _time.GetElapsedTime(began);
        }

        _push.IsInboxQuiet = !inbox.NeedsLook;
        return _push.HasNews;
    }

    /// <summary>Selects the message's folder; null when the folder is gone or renumbered, so that the UID means nothing.</summary>
    private async Task<UidSet?> FindAsync(RemoteLocation location, CancellationToken cancellationToken)
    {
        var place = (PlacedLocation)location;
        if (_folders.Find(place.FolderRef) is not { } folder)
        {
            return null;
        }

        var selection = await _folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false);
        var validity = ImapCursor.Parse(place.Cursor)?.UidValidity;
        return (selection?.UidValidity ?? folder.Cursor?.UidValidity) == validity ? UidSet.Of((uint)place.Uid) : null;
    }
}
