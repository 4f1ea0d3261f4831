using System.Collections.Frozen;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Mail;

/// <summary>From the filter of a request to the filter of a query.</summary>
internal static class MailFilters
{
    private static readonly FrozenSet<string> Roles =
        FrozenSet.Create(StringComparer.Ordinal, "inbox", "sent", "drafts", "trash", "junk", "archive", "all", "flagged");

    public static Outcome<MailFilter> Read(EmailFilter filter)
    {
        Guid? labelId = null, connectionId = null;
        string? role = null;
        if (filter.Label is { } label)
        {
            if (Roles.Contains(label))
                role = label;
            else if (Ids.TryParse(label, out var id))
                labelId = id;
            else
                return new Problem(ProblemCodes.Invalid, "This is neither the id of a label nor a role.", "label");
        }

        if (filter.ConnectionId is { } connection)
        {
            if (!Ids.TryParse(connection, out var id))
                return new Problem(ProblemCodes.Invalid, "This is not the id of a connection.", "connection_id");
            connectionId = id;
        }

        return new MailFilter
        {
            LabelId = labelId,
            LabelRole = role,
            ConnectionId = connectionId,
            IsRead = filter.IsRead,
            IsStarred = filter.IsStarred,
            HasAttachments = filter.HasAttachments,
            From = filter.From,
            DateFrom = filter.DateFrom,
            DateTo = filter.DateTo,
            // No priorities are computed yet: among equals the date decides.
            Sort = filter.Sort == EmailSort.From ? MailSort.From : MailSort.Date,
            Ascending = filter.Ascending,
            Offset = (filter.PageNumber - 1) * filter.PageSize,
            Limit = filter.PageSize,
        };
    }
}
