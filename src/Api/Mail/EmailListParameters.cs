using EmailAgent.Api.Json;
using EmailAgent.Api.Parameters;
using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>The parameters of message lists.</summary>
internal static class EmailListParameters
{
    public static readonly ListParameter Fields = new("fields", "EmailSummaryField", "Only these fields of each item; all when absent.", FieldSelection.NamesOf<EmailSummary>());

    private const int MaxPath = 1000;

    private static readonly TextParameter Label = new("label", "A label by its id, by its path such as Projects/2026, or by its role: inbox, sent, drafts, trash, junk, archive, all, flagged.", MaxPath);
    public static readonly TextParameter Folder = new("folder", "Another name for label.", MaxPath);
    private static readonly ChoiceParameter In = new(
        "in",
        "EmailListScope",
        "Where to look: everywhere with all, or in trash or spam only. Without it, messages in trash and spam are left out, unless label names such a folder.",
        null,
        "all",
        "trash",
        "spam");
    private static readonly TextParameter ConnectionId = new("connection_id", "Only this mailbox, which may be shared with the caller; without it, the caller's own.", 100);
    private static readonly BooleanParameter IsRead = new("is_read", "Only read, or only unread messages.");
    private static readonly BooleanParameter IsStarred = new("is_starred", "Only starred, or only other messages.");
    private static readonly BooleanParameter HasAttachments = new("has_attachments", "Only messages with, or without attachments.");
    private static readonly TextParameter From = new("from", "Part of the sender's address or name, any case.", 254);
    private static readonly TimestampParameter DateFrom = new("date_from", "Only messages at or after this time.");
    private static readonly TimestampParameter DateTo = new("date_to", "Only messages before this time.");
    private static readonly ChoiceParameter Category = new("category", "Category", "Only messages of this category.", null, [.. CategoryNames.All]);
    private static readonly ChoiceParameter SortBy = new("sort_by", "EmailListSort", "Orders by date, by priority or by sender. Messages without a priority come last.", "date", "date", "priority", "from");
    private static readonly TextParameter After = new("after", "The next_after of the previous page of a list sorted by priority, instead of page.", 100);
    private static readonly ChoiceParameter Order = new("order", "SortOrder", "Default: desc for date and priority, asc for from.", null, "asc", "desc");

    /// <summary>Those of any list of messages.</summary>
    public static readonly QueryParameter[] OfList =
        [Paging.Page, Paging.PageSize, Label, Folder, In, ConnectionId, IsRead, IsStarred, HasAttachments, From, DateFrom, DateTo, Category, SortBy, Order, After, Fields];

    /// <summary>Those of a list of one label's messages.</summary>
    public static readonly QueryParameter[] OfLabel = [.. OfList.Where(parameter => parameter != Label && parameter != Folder && parameter != In)];

    /// <param name="fixedLabel">The label of a list of one label's messages.</param>
    public static EmailFilter Read(QueryReader query, string? fixedLabel)
    {
        var (label, folder, place) = fixedLabel is null ? (query.Read(Label), query.Read(Folder), query.Read(In)) : (fixedLabel, null, null);
        if (label is not null && folder is not null && label != folder)
        {
            query.Errors.Add(Folder.Name, "Must not be combined with label.");
        }

        if (place is "trash" or "spam" && (label ?? folder) is not null)
        {
            query.Errors.Add(In.Name, "Must be all in combination with label or folder.");
        }

        var sort = query.Read(SortBy) switch { "from" => EmailSort.From, "priority" => EmailSort.Priority, _ => EmailSort.Date };
        var order = query.Read(Order);
        var (after, page) = (query.Read(After), query.Read(Paging.Page));
        if (after is not null && (sort != EmailSort.Priority || page != 1))
        {
            query.Errors.Add(After.Name, "Must only be used with sort_by=priority and without page.");
        }

        return new EmailFilter
        {
            Label = place switch { "trash" => "trash", "spam" => "junk", _ => label ?? folder },
            IncludesTrash = place is not null,
            ConnectionId = query.Read(ConnectionId),
            IsRead = query.Read(IsRead),
            IsStarred = query.Read(IsStarred),
            HasAttachments = query.Read(HasAttachments),
            From = query.Read(From),
            DateFrom = query.Read(DateFrom),
            DateTo = query.Read(DateTo),
            Category = query.Read(Category),
            Sort = sort,
            Ascending = order == "asc" || (order is null && sort == EmailSort.From),
            After = after,
            PageNumber = page,
            PageSize = query.Read(Paging.PageSize),
        };
    }
}
