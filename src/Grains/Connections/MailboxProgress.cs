using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>What a worker is doing, for those who ask; written by the worker, read by anybody.</summary>
internal sealed record MailboxProgress
{
    public static readonly MailboxProgress Nothing = new();

    public WorkerState State { get; init; }

    /// <summary>When the initial sync began in this session, and with how many messages in the copy; null when none is under way.</summary>
    public (DateTimeOffset At, long Synced)? BackfillBegan { get; init; }

    public long Synced { get; init; }

    /// <summary>When this session was opened, and with how many messages in the copy; null while there is none.</summary>
    public (DateTimeOffset At, long Synced)? Opened { get; init; }

    /// <summary>Whether messages are being asked for that may end the connection.</summary>
    public bool IsRetrying { get; init; }

    public int Failures { get; init; }

    /// <summary>Whether the last of the failures was the server's wish for fewer commands.</summary>
    public bool WasBusy { get; init; }

    public DateTimeOffset? NextAttempt { get; init; }

    public DateTimeOffset? LastPush { get; init; }

    public bool HasPush { get; init; }

    /// <summary>When the last look at all folders began, whatever is outstanding; need not have been stored.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>The copy was exact at this moment, which need not have been stored; null before the first complete sync.</summary>
    public DateTimeOffset? CompleteAsOf { get; init; }

    /// <summary>The session's own; null where it goes by the configuration.</summary>
    public TimeSpan? PollInterval { get; init; }

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public MailboxProgress After(CommitResult result) => this with { Synced = Synced + result.Added - result.Removed };
}

internal enum WorkerState
{
    Stopped,
    Opening,
    Syncing,
    Waiting,
    BackingOff,
}
