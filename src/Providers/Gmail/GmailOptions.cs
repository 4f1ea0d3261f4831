using EmailAgent.Providers.Breakers;

namespace EmailAgent.Providers.Gmail;

/// <summary>How the Gmail provider behaves; bound from the configuration section <c>Gmail</c>. Whatever Google can change is here.</summary>
public sealed class GmailOptions
{
    /// <summary>Where the Gmail API is, ending with a slash. Default: https://gmail.googleapis.com/.</summary>
    public Uri BaseAddress { get; set; } = new("https://gmail.googleapis.com/");

    /// <summary>The Pub/Sub topic that Google is asked to push to, as projects/P/topics/T; null when nothing is pushed. Default: null.</summary>
    public string? PushTopic { get; set; }

    /// <summary>Calls in one batch; Google accepts 100 and recommends at most 50. Default: 50.</summary>
    public int BatchCalls { get; set; } = 50;

    /// <summary>Batches of one mailbox that are under way together: while the answer to one is read, Google works on the next. Default: 2.</summary>
    public int BatchesAtOnce { get; set; } = 2;

    /// <summary>Messages or history records on one page; Google gives at most 500. Default: 500.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>Pages that a list may have; 100,000 are 50 million messages. Default: 100,000.</summary>
    public int LongestList { get; set; } = 100_000;

    /// <summary>Messages that one batchModify or batchDelete may name; Google takes 1,000. Default: 1,000.</summary>
    public int BatchEditMessages { get; set; } = 1_000;

    /// <summary>The newest messages, whose headers are fetched before anything else. Default: 100.</summary>
    public int FirstScreen { get; set; } = 100;

    /// <summary>Messages of the history that are committed together while no budget makes them come in small lots. Default: 500.</summary>
    public int BackfillMessages { get; set; } = 500;

    /// <summary>Bytes of messages after which a batch of changes is committed. Default: 8 MiB.</summary>
    public int BatchBytes { get; set; } = 8 << 20;

    /// <summary>Longest wait for a connection. Default: 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence of a server that owes an answer, or more of it. Default: 60 s.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time that one call may take altogether. Default: 10 min.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts at a call before the session is given up. Default: 5.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>Wait before the second attempt; doubles with each. Default: 1 s.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts, unless Google asks for a longer one. Default: 32 s.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(32);

    /// <summary>Longest wait that Google may ask for before the session is given up instead. Default: 5 min.</summary>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest answer that holds no message, after decompression. Default: 16 MiB.</summary>
    public int LargestAnswerBytes { get; set; } = 16 << 20;

    /// <summary>Largest message that is read; Google takes in up to 50 MB. Default: 64 MiB.</summary>
    public int LargestMessageBytes { get; set; } = 64 << 20;

    /// <summary>Time between polls of a mailbox in mode fast. Default: 60 s.</summary>
    public TimeSpan FastPoll { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between polls of a mailbox in mode normal. Default: 300 s.</summary>
    public TimeSpan NormalPoll { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Time between polls of a mailbox in mode slow. Default: 900 s.</summary>
    public TimeSpan SlowPoll { get; set; } = TimeSpan.FromSeconds(900);

    /// <summary>What calls cost and how many there may be.</summary>
    public GmailQuotaOptions Quota { get; set; } = new();

    /// <summary>When calls that are bound to fail are no longer made.</summary>
    public BreakerOptions Breaker { get; set; } = new();
}
