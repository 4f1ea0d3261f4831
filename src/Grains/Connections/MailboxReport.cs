using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Connections;

/// <summary>The stored state and a worker's progress, as they are reported to the owner.</summary>
internal static class MailboxReport
{
    /// <summary>The maximum number of unreadable messages and folders that are listed.</summary>
    public const int MostNamed = 100;

    public static SyncStatus ToSyncStatus(MailboxState state, OutstandingSummary outstanding, MailboxProgress progress, DateTimeOffset now)
    {
        var stored = state.Connection;
        var synced = stored.SyncedTotal;
        return new SyncStatus(
            stored.Id.ToString("N"),
            stored.Provider,
            stored.Email,
            State(stored, progress),
            state.Labels.Count,
            synced,
            Math.Max(stored.RemoteTotal, synced),
            Later(stored.CompleteAsOf, progress.CompleteAsOf),
            progress.BackfillBegan is { } began ? MailboxPolicy.Eta(began.Synced, synced, stored.RemoteTotal, now - began.At) : null,
            stored.Error,
            outstanding.UnreadableCount,
            ToUnreadable(outstanding))
        {
            Outstanding = outstanding.Count,
        };
    }

    public static ConnectionHealth ToHealth(StoredConnection stored, OutstandingSummary outstanding, MailboxProgress progress, MailboxOptions options) => new(
        stored.Id.ToString("N"),
        stored.Status,
        progress is { State: WorkerState.Syncing or WorkerState.Waiting, HasPush: true } ? "idle" : "none",
        (int)(progress.PollInterval ?? options.PollInterval).TotalSeconds,
        Later(stored.LookedAt, progress.LookedAt),
        progress.LastPush,
        progress.Failures,
        progress.NextAttempt,
        progress.Capabilities,
        stored.Error,
        MailboxPolicy.NextStep(stored.Provider, stored.Status, pushes: null, outstanding.UnreadableCount))
    {
        CompleteAsOf = Later(stored.CompleteAsOf, progress.CompleteAsOf),
        Outstanding = outstanding.Count,
        UnreadableCount = outstanding.UnreadableCount,
        Unreadable = ToUnreadable(outstanding),
    };

    /// <summary>Returns the reported moment if it is later than the stored one, else null, which keeps the stored one.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? stored, DateTimeOffset? reported) => stored is { } known && reported > known ? reported : stored;

    private static List<UnreadableMail> ToUnreadable(OutstandingSummary outstanding) =>
        [.. outstanding.First.Select(entry => new UnreadableMail(
            entry.Folder, entry.Row.Key.Uid, entry.Row.Key.RemoteId, entry.Row.Reason, entry.Row.Detail, entry.Row.Attempts, entry.Row.Since, entry.Row.NextAttempt))];

    private static string State(StoredConnection stored, MailboxProgress progress) =>
        stored.Status == ConnectionStatus.Error || MailboxPolicy.WaitsForOwner(stored.Status) ? "error"
        : progress.State is WorkerState.Waiting && stored.InitialDone ? "idle"
        : "syncing";
}
