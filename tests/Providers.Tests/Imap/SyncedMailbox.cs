using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Egress;
using EmailAgent.Providers.Imap;
using EmailAgent.Providers.Memory;
using EmailAgent.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>One user of a Dovecot, a copy of the mailbox, and a session between the two that can be cut at any time.</summary>
/// <param name="dovecot">The server.</param>
/// <param name="user">The user.</param>
/// <param name="port">Where sessions connect, if not to the server itself.</param>
/// <param name="options">How sessions behave; null for the defaults with small batches.</param>
internal sealed class SyncedMailbox(DovecotServer dovecot, string user, int? port = null, ImapSyncOptions? options = null) : IAsyncDisposable
{
    private readonly ImapProvider _provider = new(
        Options.Create(options ?? new ImapSyncOptions { BatchMessages = 20 }),
        new EgressPolicy(Options.Create(new EgressOptions { Allow = ["127.0.0.0/8"] })),
        TimeProvider.System,
        NullLogger<ImapProvider>.Instance);
    private IMailboxSession? _session;

    /// <summary>What the next session is told of those before it.</summary>
    public int Failures { get; set; }

    /// <summary>Whose memory the next session takes; null for no bounds.</summary>
    public (ByteBudget Budget, Guid UserId)? Budget { get; set; }

    /// <summary>The most bytes of the user that were reserved when a batch came.</summary>
    public long MostHeld { get; private set; }

    public DovecotMailbox Server { get; } = dovecot.Mailbox(user);

    public CopyModel Copy { get; } = new();

    public async Task<IMailboxSession> SessionAsync() => _session ??= await _provider.OpenAsync(
        new MailboxAccount(new ImapAccountSettings(DovecotServer.Host, port ?? dovecot.ImapPort, ImapSecurity.None, user).ToJson(), new PasswordCredentials(DovecotServer.DefaultPassword))
        {
            Failures = Failures,
            Memory = Budget is { } bounds ? new FetchShare(bounds.Budget, bounds.UserId) : FetchShare.Unlimited(),
        },
        CancellationToken.None);

    /// <summary>Looks for changes and brings in all history.</summary>
    public async Task SyncAsync(PullScope scope = PullScope.All)
    {
        await PullAsync(scope);
        while (!(await SessionAsync()).HistoryComplete)
        {
            await foreach (var changes in _session!.BackfillAsync(Copy, CancellationToken.None))
            {
                Apply(changes);
            }

            await PullAsync(PullScope.All);
        }
    }

    /// <summary>Asks again for everything outstanding.</summary>
    public async Task RetryAsync()
    {
        await foreach (var changes in (await SessionAsync()).RetryAsync(Copy, true, CancellationToken.None))
        {
            Apply(changes);
        }
    }

    /// <param name="scope">How much to look at.</param>
    /// <param name="meanwhile">Done once, after the first batch.</param>
    public async Task PullAsync(PullScope scope, Func<Task>? meanwhile = null)
    {
        await foreach (var changes in (await SessionAsync()).PullAsync(Copy, scope, CancellationToken.None))
        {
            Apply(changes);
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            meanwhile = null;
        }
    }

    /// <summary>Edits messages of a folder of the copy, which then gets what the session says has changed.</summary>
    public async Task<EditOutcome> EditAsync(MessageEdit edit, string folder, long[] uids)
    {
        var places = uids.Select(uid => new PlacedLocation(folder, Copy[folder].Cursor, uid)).ToList();
        var outcome = await (await SessionAsync()).EditAsync(Copy, places, edit, CancellationToken.None);
        Copy.Apply(outcome.Changes);
        return outcome;
    }

    /// <summary>Puts a message into the folder with a role; the copy then gets what the session says has changed.</summary>
    public async Task<AppendOutcome> AppendAsync(MessageToAppend message)
    {
        var outcome = await (await SessionAsync()).AppendAsync(Copy, message, CancellationToken.None);
        foreach (var changes in outcome.Changes)
        {
            Copy.Apply(changes);
        }

        return outcome;
    }

    public async Task<IReadOnlyList<RemoteLocation>> FindAsync(string messageId, string? role) =>
        await (await SessionAsync()).FindAsync(Copy, messageId, role, CancellationToken.None);

    /// <summary>Loses the session, with all that it knows beyond the committed cursors.</summary>
    public async Task DropSessionAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }

    /// <summary>Delivers a message with this subject.</summary>
    public Task DeliverAsync(string subject) => dovecot.DeliverAsync(user, DovecotSeries.Message(subject));

    /// <summary>Puts a message with this subject into a folder, by the server's own tools.</summary>
    public Task SaveAsync(string folder, string subject) => dovecot.DoveadmAsync(["save", "-u", user, "-m", folder], DovecotSeries.Message(subject));

    public Task DoveadmAsync(string command, params string[] arguments) =>
        dovecot.DoveadmAsync([.. command.Split(' '), "-u", user, .. arguments]);

    public Task<IReadOnlyList<ServerMessage>> ServerStateAsync() => Server.StateAsync();

    public IReadOnlyList<ServerMessage> CopyState() => [.. Copy.Folders
        .SelectMany(folder => folder.Messages.Select(entry => ServerMessage.Of(folder.Name, entry.Key, entry.Value.Flags)))
        .OrderBy(message => message.Folder, StringComparer.Ordinal).ThenBy(message => message.Uid)];

    public async ValueTask DisposeAsync() => await DropSessionAsync();

    private void Apply(MailboxChanges changes)
    {
        MostHeld = Math.Max(MostHeld, Budget is { } bounds ? bounds.Budget.HeldBy(bounds.UserId) : 0);
        Copy.Apply(changes);
    }
}
