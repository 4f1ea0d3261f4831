using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>Stored state and a worker's progress, as the owner is told of them.</summary>
internal static class MailboxReport
{
    public static SyncStatus ToSyncStatus(MailboxState state, MailboxProgress progress, DateTimeOffset now)
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
            CompleteAsOf(stored, progress),
            progress.BackfillBegan is { } began ? MailboxPolicy.Eta(began.Synced, synced, stored.RemoteTotal, now - began.At) : null,
            stored.Error);
    }

    public static ConnectionHealth ToHealth(StoredConnection stored, MailboxProgress progress, MailboxOptions options) => new(
        stored.Id.ToString("N"),
        stored.Status,
        progress is { State: WorkerState.Syncing or WorkerState.Waiting, HasPush: true } ? "idle" : "none",
        (int)(progress.PollInterval ?? options.PollInterval).TotalSeconds,
        CompleteAsOf(stored, progress),
        progress.LastPush,
        progress.Failures,
        progress.NextAttempt,
        progress.Capabilities,
        stored.Error,
        MailboxPolicy.NextStep(stored.Provider, stored.Status, pushes: null));

    /// <summary>Compares with null as null: the stored moment stays when the worker has no later one.</summary>
    private static DateTimeOffset? CompleteAsOf(StoredConnection stored, MailboxProgress progress) =>
        stored.CompleteAsOf is { } known && progress.CompleteAsOf > known ? progress.CompleteAsOf : stored.CompleteAsOf;

    private static string State(StoredConnection stored, MailboxProgress progress) =>
        stored.Status == ConnectionStatus.Error || MailboxPolicy.WaitsForOwner(stored.Status) ? "error"
        : progress.State is WorkerState.Waiting && stored.InitialDone ? "idle"
        : "syncing";
}
