namespace EmailAgent.Grains.Connections;

/// <summary>Sync of mailboxes; bound from the configuration section <c>Mailboxes</c>.</summary>
internal sealed class MailboxOptions
{
    public const string Section = "Mailboxes";

    /// <summary>Interval of polls of all folders, by their counters. Default: 60 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Interval of polls of a mailbox in which nothing has happened for <see cref="QuietAfter"/>, if its server pushes changes of the inbox.
    /// Never shorter than <see cref="PollInterval"/>. Default: 2 min.
    /// </summary>
    public TimeSpan QuietPollInterval { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time without news after which a mailbox is polled at <see cref="QuietPollInterval"/>. Default: 15 min.</summary>
    public TimeSpan QuietAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Interval of polls while the provider pushes: the maximum delay of a change whose push is lost. Never shorter than the mailbox's own
    /// interval. Default: 30 min.
    /// </summary>
    public TimeSpan PushedPollInterval { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Interval of polls while a mail server pushes changes of all folders (NOTIFY): the maximum delay of a change that the server omits.
    /// A server that omits one is polled at <see cref="PollInterval"/> from then on. Never shorter than <see cref="PollInterval"/>.
    /// Default: 10 min.
    /// </summary>
    public TimeSpan NotifiedPollInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Maximum delay of a change's push before pushes count as silent and the mailbox is polled. Default: 60 s.</summary>
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
    /// Wait before a message or folder that the server did not deliver is requested again; doubles with each attempt. Eight times as long
    /// if the server refused without stating that this is temporary. Default: 1 min.
    /// </summary>
    public TimeSpan FirstOutstandingRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Longest wait between attempts at a message or folder that the server does not deliver; each comparison message by message also
    /// requests all of them. Default: 24 h.
    /// </summary>
    public TimeSpan LongestOutstandingRetry { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Sessions that may be opening at a time in this process; after a restart thousands are due. Default: 16.</summary>
    public int ConcurrentOpens { get; set; } = 16;

    /// <summary>The same for the mailboxes of one user, so that none keeps the others waiting. Default: 8.</summary>
    public int ConcurrentOpensPerUser { get; set; } = 8;

    /// <summary>
    /// Sessions of one user that may be opening at a time, including those that wait for a silent server. Half are for mailboxes being
    /// connected: further ones are refused. Half are for mailboxes being reopened: further ones wait. Default: 32.
    /// </summary>
    public int OpeningsPerUser { get; set; } = 32;

    /// <summary>
    /// Bytes of messages that may be in memory between the servers and the database in this process. A larger message passes alone. Parsing
    /// takes additional memory, for two large batches at a time. Default: 256 MiB.
    /// </summary>
    public long FetchedBytes { get; set; } = 256L << 20;

    /// <summary>The same for the mailboxes of one user, so that none keeps the others waiting. Default: 64 MiB.</summary>
    public long FetchedBytesPerUser { get; set; } = 64L << 20;

    /// <summary>Longest wait of a caller for the mail server. Default: 20 s.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
