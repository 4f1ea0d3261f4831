using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>A folder of the session: its name on the server, its id in the copy, and how far the copy is.</summary>
internal sealed class ImapFolder(ImapMailbox mailbox, Guid id, string? role, ImapCursor? cursor)
{
    /// <summary>How far the server's clock may be behind ours.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Without the attributes of its listing, which would take more memory than all the rest.</summary>
    public ImapMailbox Mailbox { get; } = mailbox;

    public Guid Id { get; } = id;

    public string? Role { get; } = role;

    /// <summary>Null before the first look.</summary>
    public ImapCursor? Cursor { get; private set; } = cursor;

    /// <summary>Takes the cursor on and says so for the batch being made.</summary>
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

    /// <summary>Takes the cursor to where an inspection has come; a folder that was not renumbered keeps what it has reached meanwhile.</summary>
    /// <returns>Null when it is there already.</returns>
    public FolderCursor? Reach(ImapCursor next)
    {
        var reached = Cursor is { } cursor && cursor.UidValidity == next.UidValidity
            ? cursor with { UidNext = Math.Max(cursor.UidNext, next.UidNext), ModSeq = next.ModSeq, Messages = next.Messages }
            : next;
        return reached == Cursor ? null : Advance(reached);
    }

    /// <summary>Why a message that the copy lacks is there.</summary>
    public Arrival ArrivalOf(uint uid, DateTimeOffset receivedAt) =>
        Cursor is not { } cursor || uid < cursor.Baseline ? Arrival.History
        : receivedAt < cursor.Connected - ClockTolerance ? Arrival.Filed
        : Role switch
        {
            "sent" => Arrival.Sent,
            "drafts" => Arrival.Filed,
            _ => Arrival.Received,
        };

    /// <summary>Set when the server has reported changes that have not been looked at; a server reports each change only once.</summary>
    public bool NeedsLook { get; set; }

    /// <summary>Set while the server refuses to open the folder, so that it is outstanding.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Messages that the copy had beyond those that the server counts when the two were last compared by UID: what no comparison explains.</summary>
    public long Surplus { get; set; }

    /// <summary>The counters that the server last pushed for this folder; null before the first push.</summary>
    public ImapStatusUpdate? Pushed { get; set; }

    /// <summary>The counters that the server last answered when it was asked for this folder alone.</summary>
    public ImapStatus? Verified { get; set; }

    /// <summary>Whether the folder, just selected, has anything that the copy does not have.</summary>
    public bool HasNews(ImapSelection selection) =>
        Cursor is not { } known
        || known.UidValidity != selection.UidValidity
        || known.UidNext < selection.UidNext
        || known.Messages != selection.Exists
        || known.ModSeq != selection.HighestModSeq;

    /// <summary>Whether messages may have come since the last inspection: always in the inbox, elsewhere by what was pushed.</summary>
    public bool MayHaveArrivals => Cursor is { } known && (Role == "inbox" || Pushed?.UidNext > known.UidNext);

    /// <summary>Whether pushed counters show anything the copy does not have. A push names only what has changed (RFC 5465, section 5).</summary>
    public bool HasNews(ImapStatusUpdate pushed) =>
        Cursor is not { } known
        || (pushed.UidValidity ?? known.UidValidity) != known.UidValidity
        || (pushed.UidNext ?? known.UidNext) != known.UidNext
        || (pushed.Messages ?? known.Messages) != known.Messages
        || known.ModSeq is null
        || pushed.HighestModSeq is null
        || pushed.HighestModSeq != known.ModSeq;

    /// <summary>Whether the counters of STATUS show anything the copy does not have, as far as the folder keeps counters.</summary>
    public bool HasNews(ImapStatus status) =>
        Cursor is not { } known
        || known.UidValidity != status.UidValidity
        || known.UidNext != status.UidNext
        || known.Messages != status.Messages
        || (known.ModSeq ?? 0) != (status.HighestModSeq ?? 0);

    /// <summary>Whether the counters of LIST-STATUS tell of anything the copy does not have.</summary>
    public bool Differs(ImapStatus status) =>
        Cursor is not { HistoryComplete: true } known
        || known.UidValidity != status.UidValidity
        || known.UidNext != status.UidNext
        || known.Messages != status.Messages
        || status.HighestModSeq is null or 0
        || known.ModSeq != status.HighestModSeq;
}
