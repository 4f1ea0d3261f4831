using EmailAgent.Api.Json;
using EmailAgent.Api.Parameters;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>The parameters of message lists.</summary>
internal static class EmailListParameters
{
    public static readonly ListParameter Fields = new("fields", "Only these fields of each item; all when absent.", FieldSelection.NamesOf<EmailSummary>());

    private static readonly TextParameter Label = new("label", "A label id, or a role: inbox, sent, drafts, trash, junk, archive, all, flagged.", 100);
    private static readonly TextParameter Folder = new("folder", "Another name for label.", 100);
    private static readonly TextParameter ConnectionId = new("connection_id", "Only this mailbox, which may be one that is shared with the caller; without it, the caller's own ones.", 100);
    private static readonly BooleanParameter IsRead = new("is_read", "Only read, or only unread messages.");
    private static readonly BooleanParameter IsStarred = new("is_starred", "Only starred, or only other messages.");
    private static readonly BooleanParameter HasAttachments = new("has_attachments", "Only messages with, or without attachments.");
    private static readonly TextParameter From = new("from", "Part of the sender's address or name, any case.", 254);
    private static readonly TimestampParameter DateFrom = new("date_from", "Only messages of this moment or later.");
    private static readonly TimestampParameter DateTo = new("date_to", "Only messages before this moment.");
    private static readonly ChoiceParameter SortBy = new("sort_by", "What the order goes by.", "date", "date", "priority", "from");
    private static readonly ChoiceParameter Order = new("order", "Default: desc for date and priority, asc for from.", null, "asc", "desc");

    /// <summary>Those of any list of messages.</summary>
    public static readonly QueryParameter[] OfList =
        [Paging.Page, Paging.PageSize, Label, Folder, ConnectionId, IsRead, IsStarred, HasAttachments, From, DateFrom, DateTo, SortBy, Order, Fields];

    /// <summary>Those of a list of one label's messages.</summary>
    public static readonly QueryParameter[] OfLabel = [.. OfList.Where(parameter => parameter != Label && parameter != Folder)];

    /// <param name="query">Where to read from.</param>
    /// <param name="fixedLabel">The label of a list of one label's messages.</param>
    public static EmailFilter Read(QueryReader query, string? fixedLabel)
    {
        var (label, folder) = fixedLabel is null ? (query.Read(Label), query.Read(Folder)) : (fixedLabel, null);
        if (label is not null && folder is not null && label != folder)
            query.Errors.Add(Folder.Name, "Either label or folder can be given.");

        var sort = query.Read(SortBy) switch
        {
            "priority" => EmailSort.Priority,
            "from" => EmailSort.From,
            _ => EmailSort.Date,
        };
        var order = query.Read(Order);
        return new EmailFilter
        {
            Label = label ?? folder,
            ConnectionId = query.Read(ConnectionId),
            IsRead = query.Read(IsRead),
            IsStarred = query.Read(IsStarred),
            HasAttachments = query.Read(HasAttachments),
            From = query.Read(From),
            DateFrom = query.Read(DateFrom),
            DateTo = query.Read(DateTo),
            Sort = sort,
            Ascending = order == "asc" || (order is null && sort == EmailSort.From),
            PageNumber = query.Read(Paging.Page),
            PageSize = query.Read(Paging.PageSize),
        };
    }
}
