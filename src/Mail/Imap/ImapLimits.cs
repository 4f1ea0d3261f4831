namespace EmailAgent.Mail.Imap;

/// <summary>
/// Everything a server can make the client hold, wait for or send is bounded here. Going over a limit is an
/// <see cref="ImapProtocolException"/> unless the limit says otherwise.
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

    /// <summary>Literals in one response. A response has one for each section asked for; nobody asks for this many. Default: 256.</summary>
    public int LiteralsPerResponse { get; init; } = 256;

    /// <summary>Depth of parentheses. Body structures nest one level for each multipart; real mail stays under 20. Default: 64.</summary>
    public int Nesting { get; init; } = 64;

    /// <summary>Parts in one body structure; a digest of a busy list has hundreds. Beyond it the structure counts as unreadable. Default: 10,000.</summary>
    public int BodyParts { get; init; } = 10_000;

    /// <summary>Parameters of one part; continuations of a long file name make dozens. More are left out. Default: 1,000.</summary>
    public int Parameters { get; init; } = 1_000;

    /// <summary>Addresses in one envelope; servers refuse far shorter lists. Beyond it the envelope counts as unreadable. Default: 100,000.</summary>
    public int Addresses { get; init; } = 100_000;

    /// <summary>Text parts read of one message. Mail that people write has two, forwarded chains have some more. Default: 32.</summary>
    public int TextParts { get; init; } = 32;

    /// <summary>Bytes of one piece of a download: what is lost at most when the connection breaks. Default: 1 MiB.</summary>
    public uint Piece { get; init; } = 1 << 20;

    /// <summary>Flags and keywords of one message or mailbox. Dovecot allows 26 keywords per maildir, others some hundred. Default: 1,000.</summary>
    public int Flags { get; init; } = 1_000;

    /// <summary>Capabilities announced. The richest servers announce about 60. Default: 500.</summary>
    public int Capabilities { get; init; } = 500;

    /// <summary>Mailboxes in a LIST answer. The largest shared hierarchies seen have tens of thousands. Default: 100,000.</summary>
    public int Mailboxes { get; init; } = 100_000;

    /// <summary>Quota roots, and resources of one. Servers define at most five resources. Default: 100.</summary>
    public int Quotas { get; init; } = 100;

    /// <summary>Updates kept for <see cref="ImapClient.TakeChanges"/>. Beyond it they are dropped and the change set says it is incomplete. Default: 100,000.</summary>
    public int PendingChanges { get; init; } = 100_000;

    /// <summary>
    /// Bytes that news of mailboxes that are not selected may take until they are taken (NOTIFY). Beyond it they are dropped and
    /// the news say they are incomplete. Room for some ten thousand mailboxes. Default: 8 MiB.
    /// </summary>
    public long News { get; init; } = 8 << 20;

    /// <summary>
    /// Bytes of everything a server says during one command, the messages of a fetch excepted. Bounds what lists, searches and
    /// changes can add up to; a million changed flags are 40 MB. Default: 64 MiB.
    /// </summary>
    public long Answer { get; init; } = 64L << 20;

    /// <summary>Messages in one mailbox, for judging whether a fetch will ever end. Default: 10,000,000.</summary>
    public long Messages { get; init; } = 10_000_000;

    /// <summary>
    /// Bytes per second below which a response counts as stalled: the read timeout is its head start. Ends connections that
    /// drip bytes to stay alive, and is slower than any modem. Default: 128.
    /// </summary>
    public int MinimumBytesPerSecond { get; init; } = 128;

    /// <summary>
    /// How many read timeouts a server may keep a command alive with responses that are not its answer ("still here").
    /// Default: 10.
    /// </summary>
    public int StillHereFactor { get; init; } = 10;

    /// <summary>Bytes of one command line sent; longer UID sets are split over several commands. RFC 7162 section 4 asks for 8,192. Default: 8,000.</summary>
    public int CommandLine { get; init; } = 8_000;

    /// <summary>Bytes read and thrown away to keep a connection whose fetch was abandoned; beyond it closing is cheaper. Default: 1 MiB.</summary>
    public int Drain { get; init; } = 1 << 20;
}
