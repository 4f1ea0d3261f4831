using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>A folder of the session: its name on the server, its id in the copy, and how far the copy is.</summary>
internal sealed class ImapFolder(ImapMailbox mailbox, Guid id, string? role, ImapCursor? cursor)
{
    /// <summary>Maximum lag of the server's clock behind ours.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Returns the folder without the attributes of its listing, which would take more memory than all the rest.</summary>
    public ImapMailbox Mailbox { get; } = mailbox;

    public Guid Id { get; } = id;

    public string? Role { get; } = role;

    /// <summary>Returns the cursor; null before the first sync.</summary>
    public ImapCursor? Cursor { get; private set; } = cursor;

    /// <summary>Advances the cursor, and returns it for the current batch.</summary>
    public FolderCursor Advance(ImapCursor next)
    {
        Cursor = next;
        return new FolderCursor(Id, next.ToJson());
    }

    /// <summary>Takes the cursor past messages that were looked at, and all below them.</summary>
    public List<FolderCursor> Pass(List<uint> seen)
    {
        var next = seen.Count == 0 ? 0 : seen.Max() + 1;
        return next > Cursor!.UidNext ? [Advance(Cursor with { UidNext = next })] : [];
    }

    /// <summary>Advances the cursor to an inspection's result; a folder that was not renumbered keeps its progress in the meantime.</summary>
    /// <returns>Null when the cursor does not change.</returns>
    public FolderCursor? Reach(ImapCursor next)
    {
        var reached = Cursor is { } cursor && cursor.UidValidity == next.UidValidity
            ? cursor with { UidNext = Math.Max(cursor.UidNext, next.UidNext), ModSeq = next.ModSeq, Messages = next.Messages }
            : next;
        return reached == Cursor ? null : Advance(reached);
    }

    /// <summary>Returns the arrival of a message that the copy lacks.</summary>
    public Arrival ArrivalOf(uint uid, DateTimeOffset receivedAt) =>
        Cursor is not { } cursor || uid < cursor.Baseline ? Arrival.History
        : receivedAt < cursor.Connected - ClockTolerance ? Arrival.Filed
        : Role switch
        {
            "sent" => Arrival.Sent,
            "drafts" => Arrival.Filed,
            _ => Arrival.Received,
        };

    /// <summary>Set when the server has reported changes that have not been checked; a server reports each change only once.</summary>
    public bool NeedsLook { get; set; }

    /// <summary>Set while the server refuses to open the folder, so that it is outstanding.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Messages that the copy had beyond those that the server counts when the two were last compared by UID: what no comparison explains.</summary>
    public long Surplus { get; set; }

    /// <summary>Returns the counters that the server last pushed for this folder; null before the first push.</summary>
    public ImapStatusUpdate? Pushed { get; set; }

    /// <summary>Returns the counters of the server's last answer to a request for this folder alone.</summary>
    public ImapStatus? Verified { get; set; }

    /// <summary>
    /// Indicates whether the folder, just selected, may have changes that the copy does not have. Without a mod-sequence nothing shows that
    /// its flags are the same.
    /// </summary>
    public bool HasNews(ImapSelection selection) =>
        Cursor is not { } known
        || known.UidValidity != selection.UidValidity
        || known.UidNext < selection.UidNext
        || known.Messages != selection.Exists
        || known.ModSeq is null
        || known.ModSeq != selection.HighestModSeq;

    /// <summary>
    /// Indicates whether messages may have arrived since the last inspection: always in the inbox, elsewhere by the pushed counters.
    /// </summary>
    public bool MayHaveArrivals => Cursor is { } known && (Role == "inbox" || Pushed?.UidNext > known.UidNext);

    /// <summary>
    /// Indicates whether pushed counters show changes that the copy does not have. A push names only changed counters (RFC 5465, section
    /// 5).
    /// </summary>
    public bool HasNews(ImapStatusUpdate pushed) =>
        Cursor is not { } known
        || (pushed.UidValidity ?? known.UidValidity) != known.UidValidity
        || (pushed.UidNext ?? known.UidNext) != known.UidNext
        || (pushed.Messages ?? known.Messages) != known.Messages
        || known.ModSeq is null
        || pushed.HighestModSeq is null
        || pushed.HighestModSeq != known.ModSeq;

    /// <summary>Indicates whether the counters of STATUS show changes that the copy does not have, as far as the folder keeps counters.</summary>
    public bool HasNews(ImapStatus status) =>
        Cursor is not { } known
        || known.UidValidity != status.UidValidity
        || known.UidNext != status.UidNext
        || known.Messages != status.Messages
        || (known.ModSeq ?? 0) != (status.HighestModSeq ?? 0);

    /// <summary>Indicates whether the counters of LIST-STATUS show changes that the copy does not have.</summary>
    public bool Differs(ImapStatus status) =>
        Cursor is not { HistoryComplete: true } known
        || known.UidValidity != status.UidValidity
        || known.UidNext != status.UidNext
        || known.Messages != status.Messages
        || status.HighestModSeq is null or 0
        || known.ModSeq != status.HighestModSeq;
}
