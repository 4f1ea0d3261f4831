namespace EmailAgent.Mail.Imap;

/// <summary>
/// Limits for everything a server can make the client hold, wait for or send. Exceeding a limit is an
/// <see cref="ImapProtocolException"/> unless the limit states otherwise.
/// </summary>
public sealed record ImapLimits
{
    /// <summary>The defaults.</summary>
    public static ImapLimits Default { get; } = new();

    /// <summary>Bytes of response text outside literals. A SEARCH answer with 500,000 numbers is one line of 4 MB. Default: 4 MiB.</summary>
    public int ResponseText { get; init; } = 4 << 20;

    /// <summary>Bytes of one buffered literal. No large provider accepts messages over this; larger ones are fetched in parts or streamed. Default: 64 MiB.</summary>
    public long Literal { get; init; } = 64L << 20;

    /// <summary>Bytes of one literal that goes to a sink of the caller. Bounds time, not memory. Default: 1 GiB.</summary>
    public long StreamedLiteral { get; init; } = 1L << 30;

    /// <summary>Bytes of all buffered literals of one response, so that many legal literals are not one illegal memory. Default: 96 MiB.</summary>
    public long ResponseLiterals { get; init; } = 96L << 20;

    /// <summary>Literals in one response. A response has one for each section requested, and no caller requests this many. Default: 256.</summary>
    public int LiteralsPerResponse { get; init; } = 256;

    /// <summary>Depth of parentheses. Body structures nest one level for each multipart; real mail stays under 20. Default: 64.</summary>
    public int Nesting { get; init; } = 64;

    /// <summary>Parts in one body structure; a digest of a busy list has hundreds. Beyond it the structure counts as unreadable. Default: 10,000.</summary>
    public int BodyParts { get; init; } = 10_000;

    /// <summary>Parameters of one part; continuations of a long file name make dozens. More are omitted. Default: 1,000.</summary>
    public int Parameters { get; init; } = 1_000;

    /// <summary>Addresses in one envelope; servers refuse far shorter lists. Beyond it the envelope counts as unreadable. Default: 100,000.</summary>
    public int Addresses { get; init; } = 100_000;

    /// <summary>Flags and keywords of one message or mailbox. Dovecot allows 26 keywords per maildir, others some hundred. Default: 1,000.</summary>
    public int Flags { get; init; } = 1_000;

    /// <summary>Capabilities announced. The richest servers announce about 60. Default: 500.</summary>
    public int Capabilities { get; init; } = 500;

    /// <summary>Mailboxes in a LIST answer. The largest shared hierarchies seen have tens of thousands. Default: 100,000.</summary>
    public int Mailboxes { get; init; } = 100_000;

    /// <summary>
    /// Updates kept for <see cref="ImapClient.TakeChanges"/>. Further updates are dropped, and the change set is marked incomplete.
    /// Default: 100,000.
    /// </summary>
    public int PendingChanges { get; init; } = 100_000;

    /// <summary>
    /// Bytes of pending notifications about mailboxes that are not selected (NOTIFY). Further ones are dropped, and the result is
    /// marked incomplete. Enough for about ten thousand mailboxes. Default: 8 MiB.
    /// </summary>
    public long News { get; init; } = 8 << 20;

    /// <summary>
    /// Bytes of all responses to one command, except for the messages of a fetch. Bounds the total size of lists, searches and
    /// changes; a million changed flags take 40 MB. Default: 64 MiB.
    /// </summary>
    public long Answer { get; init; } = 64L << 20;

    /// <summary>Messages in one mailbox, for judging whether a fetch will ever end. Default: 10,000,000.</summary>
    public long Messages { get; init; } = 10_000_000;

    /// <summary>
    /// Bytes per second below which a response counts as stalled: the read timeout is its head start. Ends connections that
    /// drip bytes to stay alive, and is slower than any modem. Default: 128.
    /// </summary>
    public int MinimumBytesPerSecond { get; init; } = 128;

    /// <summary>Read timeouts for which a server can keep a command alive with responses that are not its answer ("still here"). Default: 10.</summary>
    public int StillHereFactor { get; init; } = 10;

    /// <summary>Bytes of one command line sent; longer UID sets are split over several commands. RFC 7162 section 4 asks for 8,192. Default: 8,000.</summary>
    public int CommandLine { get; init; } = 8_000;

    /// <summary>Bytes read and discarded to keep a connection whose fetch was abandoned; beyond it closing is cheaper. Default: 1 MiB.</summary>
    public int Drain { get; init; } = 1 << 20;
}
