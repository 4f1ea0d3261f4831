using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Push;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Secrets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>Owns one mailbox: its connection row, and the worker or the removal that the row calls for.</summary>
internal sealed class MailboxGrain(
    ConnectionStore connections,
    SecretProtector secrets,
    MailboxServices services,
    MailboxActions actions,
    MailboxSignIn signIn,
    MailboxUpdates updates,
    MailboxDoctor doctor,
    MailboxRemoval removal,
    AuditTrail audit,
    IOptions<AccountLimitOptions> limits,
    ILogger<MailboxWorker> workerLogger) : Grain, IMailboxGrain, IRemindable
{
    private readonly CancellationTokenSource _deactivated = new();
    private MailboxId _id;
    private MailboxReminder _reminder = null!;
    private MailboxWorker? _worker;
    private Task _removing = Task.CompletedTask;

    /// <summary>Whether a sync was asked for while no worker ran.</summary>
    private bool _isWoken;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = MailboxId.Parse(this.GetPrimaryKeyString());
        _reminder = new MailboxReminder(this, _id, services.Outages, workerLogger);
        await StartAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _deactivated.CancelAsync();
        await StopWorkerAsync();
        await _removing;
        _deactivated.Dispose();
    }

    public async Task<Outcome<Connection>> ConnectAsync(ImapConnectionRequest request, CancellationToken cancellationToken)
    {
        var wanted = request.ToNewConnection(_id);
        if (await actions.VerifyAsync(_id.UserId, wanted.Provider, wanted.Settings, request.Password, cancellationToken) is { } refusal)
        {
            var refused = AuditTrail.Entry(_id.UserId, AuditActions.Connect, null, AuditOutcome.Refused, details: ("code", refusal.Code));
            await audit.RecordAsync(refused, cancellationToken);
            return refusal;
        }

        var inserted = await connections.InsertAsync(
            wanted with
            {
                Secret = secrets.Protect(SecretProtector.ConnectionPassword, request.Password),
                MostOfUser = limits.Value.Mailboxes,
                Audit = _id.Audited(AuditActions.Connect, ("provider", wanted.Provider)),
            },
            cancellationToken);
        if (MailboxPolicy.ToProblem(inserted) is { } problem)
        {
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
        if (services.Pushes.Serves(grant.Provider))
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

        if (changes.Expected is { } read && stored.ToConnection() is var now && (now.DisplayName != read.DisplayName || now.Imap != read.Imap))
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

    public async Task<Outcome<Done>> DeleteAsync(CancellationToken cancellationToken)
    {
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
            // A turn of its own, since this one runs beside others. A worker begins with all folders, but not with all that is outstanding.
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

    public async Task<Outcome<SyncStatus>> GetSyncStatusAsync(CancellationToken cancellationToken) =>
        await services.Store.LoadAsync(_id.UserId, _id.ConnectionId, cancellationToken) is { } state
            ? MailboxReport.ToSyncStatus(
                state,
                await services.Outstanding.SummarizeAsync(_id.UserId, _id.ConnectionId, MailboxReport.MostNamed, cancellationToken),
                Progress,
                services.Time.GetUtcNow())
            : NoSuchConnection;

    public async Task<Outcome<ConnectionHealth>> GetHealthAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } stored
            ? await doctor.ExamineAsync(stored, Progress, cancellationToken)
            : NoSuchConnection;

    public Task<Outcome<EditReport>> EditAsync(IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken) =>
        actions.EditAsync(_id, _worker, emailIds, edit, cancellationToken);

    public Task<Outcome<Label>> EditLabelAsync(LabelCommand command, CancellationToken cancellationToken) =>
        actions.EditLabelAsync(_id, _worker, command, cancellationToken);

    public Task<Outcome<AttachmentStretch>> ReadAttachmentAsync(
        string messageId, string attachmentId, AttachmentMark? from, int length, CancellationToken cancellationToken) =>
        actions.ReadAttachmentAsync(_id, _worker, new AttachmentRead(messageId, attachmentId, from, length), cancellationToken);

    public Task<Outcome<MessageStretch>> ReadRawAsync(string messageId, long offset, int length, CancellationToken cancellationToken) =>
        actions.ReadRawAsync(_id, _worker, messageId, offset, length, cancellationToken);

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

    private Task<StoredConnection?> FindAsync(CancellationToken cancellationToken) =>
        connections.GetAsync(_id.UserId, _id.ConnectionId, cancellationToken);

    private async Task StartAsync(CancellationToken cancellationToken) =>
        await StartAsync(await connections.GetStatusAsync(_id.UserId, _id.ConnectionId, cancellationToken));

    /// <param name="status">The connection's status; null when there is no connection.</param>
    private async Task StartAsync(string? status)
    {
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
                    _worker = new MailboxWorker(_id, services, workerLogger);
                    if (_isWoken) _worker.Wake();
                    _isWoken = false;
                }

                break;
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
