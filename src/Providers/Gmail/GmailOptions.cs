using EmailAgent.Providers.Breakers;
using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// Behaviour of the Gmail provider; bound from the configuration section <c>Gmail</c>. It covers everything that Google can change.
/// </summary>
public sealed class GmailOptions
{
    public const string Section = "Gmail";

    /// <summary>Address of the Gmail API, ending with a slash. Default: https://gmail.googleapis.com/.</summary>
    public Uri BaseAddress { get; set; } = new("https://gmail.googleapis.com/");

    /// <summary>The Pub/Sub topic to which Google pushes, as projects/P/topics/T; null turns pushes off. Default: null.</summary>
    public string? PushTopic { get; set; }

    /// <summary>Calls in one batch; Google accepts 100 and recommends at most 50. Default: 50.</summary>
    public int BatchCalls { get; set; } = 50;

    /// <summary>Concurrent batches of one mailbox: while the answer to one is read, Google works on the next. Default: 2.</summary>
    public int BatchesAtOnce { get; set; } = 2;

    /// <summary>Messages or history records on one page; Google returns at most 500. Default: 500.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>Pages that a list may have; 100,000 are 50 million messages. Default: 100,000.</summary>
    public int LongestList { get; set; } = 100_000;

    /// <summary>Messages that one batchModify or batchDelete may name; Google accepts 1,000. Default: 1,000.</summary>
    public int BatchEditMessages { get; set; } = 1_000;

    /// <summary>Newest messages whose headers are fetched before anything else. Default: 100.</summary>
    public int FirstScreen { get; set; } = 100;

    /// <summary>Messages of the history that are committed together, unless the budget requires smaller batches. Default: 500.</summary>
    public int BackfillMessages { get; set; } = 500;

    /// <summary>Bytes of messages after which a batch of changes is committed. Default: 8 MiB.</summary>
    public int BatchBytes { get; set; } = 8 << 20;

    /// <summary>Longest wait for a connection. Default: 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence of a server that owes an answer or the rest of one. Default: 60 s.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest total time of one call. Default: 10 min.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts at a call before the session ends. Default: 5.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>Wait before the second attempt; doubles with each. Default: 1 s.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts, unless Google requests a longer one. Default: 32 s.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(32);

    /// <summary>Longest wait that Google may request; beyond it the session ends instead. Default: 5 min.</summary>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest answer without a message, after decompression. Default: 16 MiB.</summary>
    public int LargestAnswerBytes { get; set; } = 16 << 20;

    /// <summary>Largest message that is read; Google accepts up to 50 MB. Default: 64 MiB.</summary>
    public int LargestMessageBytes { get; set; } = 64 << 20;

    /// <summary>Largest message that is sent, with its encoded attachments; Google accepts 35 MiB. Default: 35 MiB.</summary>
    public int LargestSentBytes { get; set; } = 35 << 20;

    /// <summary>Interval of polls of a mailbox in mode fast. Default: 60 s.</summary>
    public TimeSpan FastPoll { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Interval of polls of a mailbox in mode normal. Default: 300 s.</summary>
    public TimeSpan NormalPoll { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Interval of polls of a mailbox in mode slow. Default: 900 s.</summary>
    public TimeSpan SlowPoll { get; set; } = TimeSpan.FromSeconds(900);

    /// <summary>Costs and limits of calls.</summary>
    public GmailQuotaOptions Quota { get; set; } = new();

    /// <summary>Limits beyond which failing calls are held back.</summary>
    public BreakerOptions Breaker { get; set; } = new();

    internal CallLimits Limits => new()
    {
        ReadTimeout = ReadTimeout,
        CallTimeout = CallTimeout,
        Attempts = Attempts,
        FirstRetry = FirstRetry,
        LongestRetry = LongestRetry,
        LongestRetryAfter = LongestRetryAfter,
    };
}
