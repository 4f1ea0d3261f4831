namespace EmailAgent.Grains.Connections;

/// <summary>How mailboxes are kept in sync; bound from the configuration section <c>Mailboxes</c>.</summary>
public sealed class MailboxOptions
{
    /// <summary>Interval of polls of all folders, by their counters. Default: 60 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Interval of polls while the provider pushes: the maximum delay of news whose push is lost. Never shorter than the mailbox's own
    /// interval. Default: 30 min.
    /// </summary>
    public TimeSpan PushedPollInterval { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Interval of polls while an IMAP server pushes news of all folders (NOTIFY): the maximum delay of news that the server leaves out.
    /// A server that leaves something out is polled at <see cref="PollInterval"/> from then on. Never shorter than
    /// <see cref="PollInterval"/>. Default: 10 min.
    /// </summary>
    public TimeSpan NotifiedPollInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after a change its push may come before pushes count as silent and the mailbox is polled. Default: 60 s.</summary>
    public TimeSpan PushPatience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Interval of comparisons of all folders message by message. Default: 6 h.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Interval of polls for new mail during the initial sync. Default: 5 s.</summary>
    public TimeSpan BackfillPullInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before the second attempt; doubles with each failure. Default: 2 s.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait between attempts. Default: 10 min.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Wait before a message or folder that the server did not hand out is asked for again; doubles with each attempt. Eight times as long
    /// where the server refused without saying that this is temporary. Default: 1 min.
    /// </summary>
    public TimeSpan FirstOutstandingRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Longest wait between attempts at a message or folder that the server does not hand out; each comparison message by message asks
    /// for all of them besides. Default: 24 h.
    /// </summary>
    public TimeSpan LongestOutstandingRetry { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Sessions that may be opening at one time in this process; after a restart thousands want to. Default: 16.</summary>
    public int ConcurrentOpens { get; set; } = 16;

    /// <summary>The same for the mailboxes of one user, so that none keeps the others waiting. Default: 8.</summary>
    public int ConcurrentOpensPerUser { get; set; } = 8;

    /// <summary>
    /// Sessions of one user that may be opening at a time, those that wait for a silent server included. Half of them are for mailboxes that
    /// are being connected: further ones are refused. The other half is for mailboxes that are opened again: further ones wait. Default: 32.
    /// </summary>
    public int OpeningsPerUser { get; set; } = 32;

    /// <summary>
    /// Bytes of messages that may be in memory between the servers and the database at one time in this process. A message that is larger
    /// is let through alone. Parsing takes additional memory, for two large batches at a time. Default: 256 MiB.
    /// </summary>
    public long FetchedBytes { get; set; } = 256L << 20;

    /// <summary>The same for the mailboxes of one user, so that none keeps the others waiting. Default: 64 MiB.</summary>
    public long FetchedBytesPerUser { get; set; } = 64L << 20;

    /// <summary>Longest wait of a caller for the mail server. Default: 20 s.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
