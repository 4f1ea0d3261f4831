using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.Secrets;
using EmailAgent.Grains.SignIn;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>The owner of one mailbox: its connection row, and the workers or the removal that the row requires.</summary>
internal sealed class MailboxGrain(
    ConnectionStore connections,
    SecretProtector secrets,
    Func<MailboxId, MailboxWorker> newWorker,
    Func<MailboxId, Func<MailboxWorker?>, OutgoingWorker> newOutgoing,
    MailboxActions actions,
    MailboxRequests requests,
    MailboxDrafts drafts,
    MailboxSignIn signIn,
    MailboxUpdates updates,
    MailboxDoctor doctor,
    MailboxRemoval removal,
    MailboxOutages outages,
    PushQueue pushes,
    AuditTrail audit,
    IOptions<AccountLimitOptions> limits,
    ILogger<MailboxReminder> reminderLogger) : Grain, IMailboxGrain, IRemindable
{
    private readonly CancellationTokenSource _deactivated = new();
    private MailboxId _id;
    private MailboxReminder _reminder = null!;
    private MailboxWorker? _worker;
    private OutgoingWorker? _outgoing;
    private Task _removing = Task.CompletedTask;

    /// <summary>Indicates whether a sync was requested while no worker ran.</summary>
    private bool _isWoken;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = MailboxId.Parse(this.GetPrimaryKeyString());
        _reminder = new MailboxReminder(this, _id, outages, reminderLogger);
        await StartAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _deactivated.CancelAsync();
        await StopOutgoingAsync();
        await StopWorkerAsync();
        await _removing;
        _deactivated.Dispose();
    }

    public async Task<Outcome<Connection>> ConnectAsync(ServerConnectionRequest request, CancellationToken cancellationToken)
    {
        var prepared = request.ToNewConnection(_id);
        if (prepared.Value is not { } wanted)
        {
            return prepared.Problem!;
        }

        if (await actions.ConnectAsync(_id, wanted.Provider, wanted.Settings, request.Password, cancellationToken) is { } refusal)
        {
            var refused = AuditTrail.Entry(_id.UserId, ConnectionActions.Connect, null, AuditOutcome.Refused, details: ("code", refusal.Code));
            await audit.RecordAsync(refused, cancellationToken);
            return refusal;
        }

        var smtpPassword = request.Smtp?.Password;
        var inserted = await connections.InsertAsync(
            wanted with
            {
                Settings = await actions.FindWayOutAsync(
                    wanted.Provider, wanted.Email, wanted.Settings, new PasswordCredentials(request.Password) { SubmissionPassword = smtpPassword }, cancellationToken),
                SubmissionSecret = smtpPassword is null ? [] : secrets.Protect(ConnectionStore.SubmissionPurpose, smtpPassword),
                Secret = secrets.Protect(ConnectionStore.PasswordPurpose, request.Password),
                MostOfUser = limits.Value.Mailboxes,
                Audit = _id.Audited(ConnectionActions.Connect, ("provider", wanted.Provider)),
            },
            cancellationToken);
        if (MailboxPolicy.ToProblem(inserted) is { } problem)
        {
            await actions.AbandonAsync(_id);
            await actions.ResumeTwinAsync(wanted, inserted, cancellationToken);
            return problem;
        }

        // From here on the mailbox is stored, so it runs whatever becomes of this request.
        await StartAsync(ConnectionStatus.Connecting);
        await _reminder.EnsureAsync();
        return await GetAsync(cancellationToken);
    }

    public async Task<Outcome<SignedIn>> SignInAsync(SignInGrant grant, CancellationToken cancellationToken)
    {
        var known = await FindAsync(cancellationToken) is not null;
        if (known)
        {
            await StopWorkerAsync();
        }

        if (await signIn.SaveAsync(_id, grant, known, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await ResumeAsync();
        if (pushes.Serves(grant.Provider))
        {
            await Watch.EnsureAsync();
        }

        var connection = await GetAsync(cancellationToken);
        return connection.Value is { } value ? new SignedIn(value, !known) : connection.Problem!;
    }

    public async Task<Outcome<Connection>> GetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } stored ? stored.ToConnection() : NoSuchConnection;

    public async Task<Outcome<Connection>> UpdateAsync(ConnectionChanges changes, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } stored)
        {
            return NoSuchConnection;
        }

        if (IsChanged(stored, changes.Expected))
        {
            return Problem.Changed;
        }

        var update = await updates.PrepareAsync(stored, changes, cancellationToken);
        if (update.Problem is { } refusal)
        {
            return refusal;
        }

        var wanted = changes.Expected is null ? update.Value! : update.Value! with { Expected = (stored.DisplayName, stored.Settings) };
        if (!await connections.UpdateAsync(_id.UserId, _id.ConnectionId, wanted, cancellationToken))
        {
            return changes.Expected is not null && await FindAsync(cancellationToken) is not null ? Problem.Changed : NoSuchConnection;
        }

        if (update.Value is { Secret: not null } or { Settings: not null })
        {
            await StopWorkerAsync();
            await StartAsync(cancellationToken);
        }

        if (changes.Push is { } push)
        {
            await Watch.WantAsync(push);
        }

        return await GetAsync(cancellationToken);
    }

    public async Task ResumeAsync()
    {
        var status = await connections.GetStatusAsync(_id.UserId, _id.ConnectionId, CancellationToken.None);
        await StartAsync(status);
        if (status is not null)
        {
            await _reminder.EnsureAsync();
        }
    }

    public async Task<Outcome<Done>> DeleteAsync(Connection? expected, CancellationToken cancellationToken)
    {
        // Changes and the removal take turns.
        if (expected is not null && await FindAsync(cancellationToken) is { } stored && IsChanged(stored, expected))
        {
            return Problem.Changed;
        }

        if (await actions.MarkDeletingAsync(_id, cancellationToken) is false)
        {
            return NoSuchConnection;
        }

        await StopWorkerAsync();
        await StartAsync(cancellationToken);
        return Done.Value;
    }

    public async Task<Outcome<SyncStatus>> StartSyncAsync(CancellationToken cancellationToken)
    {
        var sync = await GetSyncStatusAsync(cancellationToken);
        if (_worker is { IsRunning: true } worker)
        {
            worker.Wake();
        }
        else if (sync.Value is not null)
        {
            // A turn of its own, since this one is interleaved with others. A worker begins with all folders, but not with everything outstanding.
            _isWoken = true;
            this.AsReference<IMailboxGrain>().ResumeAsync().Ignore();
        }

        return sync;
    }

    public Task NotifyAsync()
    {
        _worker?.Notify();
        return Task.CompletedTask;
    }

    public Task WakeOutgoingAsync()
    {
        if (_outgoing is { } outgoing)
            outgoing.Wake();
        else
            this.AsReference<IMailboxGrain>().ResumeAsync().Ignore(); // A turn of its own, since this one is interleaved with others.
        return Task.CompletedTask;
    }

    public async Task<Outcome<SyncStatus>> GetSyncStatusAsync(CancellationToken cancellationToken) =>
        await doctor.ReadSyncStatusAsync(_id, () => Progress, cancellationToken) is { } status ? status : NoSuchConnection;

    public async Task<Outcome<ConnectionHealth>> GetHealthAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } stored
            ? await doctor.ExamineAsync(stored, Progress, cancellationToken)
            : NoSuchConnection;

    public Task<Outcome<EditReport>> EditAsync(IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken) =>
        requests.EditAsync(_id, _worker, emailIds, edit, cancellationToken);

    public Task<Outcome<Label>> EditLabelAsync(LabelCommand command, CancellationToken cancellationToken) =>
        requests.EditLabelAsync(_id, _worker, command, cancellationToken);

    public Task<Outcome<AttachmentStretch>> ReadAttachmentAsync(
        string messageId, string attachmentId, AttachmentMark? from, int length, CancellationToken cancellationToken) =>
        requests.ReadAttachmentAsync(_id, _worker, new AttachmentRead(messageId, attachmentId, from, length), cancellationToken);

    public Task<Outcome<MessageStretch>> ReadRawAsync(string messageId, long offset, int length, CancellationToken cancellationToken) =>
        requests.ReadRawAsync(_id, _worker, messageId, offset, length, cancellationToken);

    public Task<Outcome<Done>> SyncDraftAsync(Guid draftId, CancellationToken cancellationToken) => drafts.SyncAsync(_id, _worker, draftId, cancellationToken);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var connection = await connections.GetStatusAsync(_id.UserId, _id.ConnectionId, CancellationToken.None);
        if (connection is null)
        {
            await _reminder.RemoveAsync();
        }

        await StartAsync(connection);
    }

    private IWatchGrain Watch => GrainFactory.GetGrain<IWatchGrain>(_id.ToString());

    private static Problem NoSuchConnection => new(ProblemCodes.NotFound, "There is no such connection.");

    private MailboxProgress Progress => _worker?.Progress ?? MailboxProgress.Nothing;

    /// <summary>Indicates whether what users change of a mailbox is no longer as it was read; never, if that does not matter.</summary>
    private static bool IsChanged(StoredConnection stored, Connection? read) =>
        read is not null && stored.ToConnection() is var now && (now.DisplayName != read.DisplayName || now.Server != read.Server || now.Smtp != read.Smtp);

    private Task<StoredConnection?> FindAsync(CancellationToken cancellationToken) =>
        connections.GetAsync(_id.UserId, _id.ConnectionId, cancellationToken);

    private async Task StartAsync(CancellationToken cancellationToken) =>
        await StartAsync(await connections.GetStatusAsync(_id.UserId, _id.ConnectionId, cancellationToken));

    /// <param name="status">The connection's status; null when there is no connection.</param>
    private async Task StartAsync(string? status)
    {
        // Mail can go out while the mailbox cannot be read, and the other way round.
        if (status is null or ConnectionStatus.Suspended or ConnectionStatus.Deleting)
            await StopOutgoingAsync();
        else
            _outgoing ??= newOutgoing(_id, () => Volatile.Read(ref _worker));

        switch (status)
        {
            case null or ConnectionStatus.AuthenticationFailed or ConnectionStatus.NeedsSignIn:
                break;
            case ConnectionStatus.Suspended:
                await StopWorkerAsync();
                break;
            case ConnectionStatus.Deleting:
                await StopWorkerAsync();
                _removing = _removing.IsCompleted ? Task.Run(() => removal.RunAsync(_id, _deactivated.Token), CancellationToken.None) : _removing;
                break;
            default:
                if (_worker is not { IsRunning: true })
                {
                    await StopWorkerAsync();
                    _worker = newWorker(_id);
                    if (_isWoken) _worker.Wake();
                    _isWoken = false;
                }

                break;
        }
    }

    private async Task StopOutgoingAsync()
    {
        if (_outgoing is { } outgoing)
        {
            _outgoing = null;
            await outgoing.DisposeAsync();
        }
    }

    private async Task StopWorkerAsync()
    {
        if (_worker is { } worker)
        {
            _worker = null;
            await worker.DisposeAsync();
        }
    }
}
