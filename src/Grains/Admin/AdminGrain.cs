using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Notices;
using EmailAgent.Grains.Shares;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Admin;

[StatelessWorker, Reentrant]
internal sealed class AdminGrain(
    AccountStore accounts, ConnectionStore connections, InstanceReader instance, NoticeOutbox outbox, AuditTrail trail, ShareAudience audience) : Grain, IAdminGrain
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(1);

    private static readonly Problem NoSuchUser = new(ProblemCodes.NotFound, "There is no such user.");
    private static readonly Problem NoSuchSession = new(ProblemCodes.NotFound, "There is no such session, or it has ended.");
    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");
    private static readonly Problem NoSecondFactor = new(IdentityProblems.SecondFactorOff, "The account has no second factor.");
    private static readonly Problem LastAdmin = new(AdminProblems.LastAdmin, "This is the last administrator; make another user an administrator first.");

    public async Task<Outcome<AccountPage>> ListAccountsAsync(string? search, string? after, int limit, CancellationToken cancellationToken)
    {
        if (!ListPosition.TryParse(after, out var position))
            return NoSuchPage;
        await RecordReadAsync(null, "users", cancellationToken);
        var rows = await accounts.ListAsync(search, position is { } before ? (before.At, before.Id) : null, limit, cancellationToken);
        return new AccountPage(rows, rows.Count < limit ? null : new ListPosition(rows[^1].CreatedAt.UtcDateTime, Guid.ParseExact(rows[^1].Id, "N"), 0).ToString());
    }

    public async Task<Outcome<Account>> ChangeAccountAsync(Guid userId, AccountRequest changes, CancellationToken cancellationToken)
    {
        switch (await accounts.ChangeAsync(userId, changes, [.. Describe(userId, changes)], cancellationToken))
        {
            case StandingResult.NoSuchUser:
                return NoSuchUser;
            case StandingResult.LastAdmin:
                return LastAdmin;
            default:
                await ForgetAccessAsync(userId);
                if (changes.Disabled is not null)
                {
                    await audience.RefreshOfAsync(userId, CancellationToken.None);
                    await ResumeMailboxesAsync(userId, cancellationToken);
                }

                return await accounts.FindAsync(userId, cancellationToken) is { } account ? account : NoSuchUser;
        }
    }

    public async Task<Outcome<IReadOnlyList<AccountSession>>> ListSessionsAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (await accounts.ListSessionsAsync(userId, cancellationToken) is not { } sessions)
            return NoSuchUser;
        await RecordReadAsync(userId, "sessions", cancellationToken);
        return new Outcome<IReadOnlyList<AccountSession>>(sessions, null);
    }

    public async Task<Outcome<Done>> EndSessionAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken)
    {
        if (!await accounts.EndSessionAsync(userId, sessionId, AuditTrail.Entry(userId, AdminActions.EndSession, $"session:{Ids.Format(sessionId)}"), cancellationToken))
            return NoSuchSession;
        await ForgetAccessAsync(userId);
        return Done.Value;
    }

    public async Task<Outcome<Done>> ResetSecondFactorAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (await accounts.ResetSecondFactorAsync(userId, AuditTrail.Entry(userId, AdminActions.ResetSecondFactor), cancellationToken) is not { } emailKey)
            return await accounts.FindAsync(userId, cancellationToken) is null ? NoSuchUser : NoSecondFactor;
        await ForgetAccessAsync(userId);
        await outbox.RequestAsync(emailKey, NoticeKinds.SecondFactorReset, cancellationToken);
        return Done.Value;
    }

    public async Task<InstanceStats> GetStatsAsync(CancellationToken cancellationToken)
    {
        await RecordReadAsync(null, "stats", cancellationToken);
        var counts = await instance.CountAsync(cancellationToken);
        return new InstanceStats(
            counts.Users,
            counts.Connections.GroupBy(count => count.Provider).ToDictionary(
                group => group.Key,
                IReadOnlyDictionary<string, long> (group) => group.ToDictionary(count => count.Status, count => count.Count, StringComparer.Ordinal),
                StringComparer.Ordinal),
            counts.Messages,
            new Dictionary<string, long>
            {
                ["pushes_pending"] = counts.PendingPushes,
                ["pushes_failed"] = counts.FailedPushes,
                ["token_revocations"] = counts.PendingRevocations,
                ["audit_entries"] = trail.Waiting,
            },
            counts.AsOf);
    }

    public async Task<Outcome<TroubledConnectionPage>> ListConnectionsAsync(bool stale, string? after, int limit, CancellationToken cancellationToken)
    {
        MailboxId? position = null;
        if (after is not null && !MailboxId.TryParse(after, out position))
            return NoSuchPage;
        await RecordReadAsync(null, "connections", cancellationToken);
        var rows = await instance.ListTroubledAsync(stale, StaleAfter, position is { } before ? (before.UserId, before.ConnectionId) : null, limit, cancellationToken);
        return new TroubledConnectionPage(
            rows, rows.Count < limit ? null : new MailboxId(Guid.ParseExact(rows[^1].UserId, "N"), Guid.ParseExact(rows[^1].Id, "N")).ToString());
    }

    private static IEnumerable<AuditEntry> Describe(Guid userId, AccountRequest changes)
    {
        if (changes.Disabled is { } disabled)
            yield return AuditTrail.Entry(userId, disabled ? AdminActions.DisableUser : AdminActions.EnableUser);
        if (changes.Role is { } role)
            yield return AuditTrail.Entry(userId, AdminActions.ChangeRole, details: ("role", role));
    }

    private ValueTask RecordReadAsync(Guid? userId, string what, CancellationToken cancellationToken) =>
        trail.RecordAsync(AuditTrail.Entry(userId, AuditLogActions.AdminRead, details: ("what", what)), cancellationToken);

    /// <summary>
    /// Makes each mailbox stop or resume, as its owner's account allows now. A mailbox that is not reached checks the account itself within
    /// minutes.
    /// </summary>
    private async Task ResumeMailboxesAsync(Guid userId, CancellationToken cancellationToken) => await Task.WhenAll(
        (await connections.ListAsync(userId, cancellationToken)).Select(mailbox => GrainFactory.GetGrain<IMailboxGrain>(new MailboxId(userId, mailbox.Id).ToString()).ResumeAsync()));

    private Task ForgetAccessAsync(Guid userId) => GrainFactory.GetGrain<IAccessGrain>(Ids.Format(userId)).ForgetAsync();
}
