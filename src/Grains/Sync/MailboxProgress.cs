using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Sync;

/// <summary>The progress of a worker, written by the worker and read by all others.</summary>
internal sealed record MailboxProgress
{
    public static readonly MailboxProgress Nothing = new();

    public WorkerState State { get; init; }

    /// <summary>
    /// Returns the start of the initial sync in this session, and the number of messages in the copy then; null when none is running.
    /// </summary>
    public (DateTimeOffset At, long Synced)? BackfillBegan { get; init; }

    public long Synced { get; init; }

    /// <summary>Returns the time at which this session was opened, and the number of messages in the copy then; null while there is none.</summary>
    public (DateTimeOffset At, long Synced)? Opened { get; init; }

    /// <summary>Indicates whether messages are being requested that may end the connection.</summary>
    public bool IsRetrying { get; init; }

    public int Failures { get; init; }

    /// <summary>Indicates whether the last of the failures was the server's request for fewer commands.</summary>
    public bool WasBusy { get; init; }

    public DateTimeOffset? NextAttempt { get; init; }

    public DateTimeOffset? LastPush { get; init; }

    public bool HasPush { get; init; }

    /// <summary>Returns the start of the last sync of all folders, whatever is outstanding; it may not be stored yet.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Returns the moment at which the copy was exact, which may not be stored yet; null before the first complete sync.</summary>
    public DateTimeOffset? CompleteAsOf { get; init; }

    /// <summary>Returns the session's interval of polls; null where the configuration applies.</summary>
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
