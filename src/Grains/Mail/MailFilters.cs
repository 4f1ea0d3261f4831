using System.Collections.Frozen;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Mail;

/// <summary>Turns the filter of a request into the filter of a query.</summary>
internal static class MailFilters
{
    private static readonly FrozenSet<string> Roles =
        FrozenSet.Create(StringComparer.Ordinal, "inbox", "sent", "drafts", "trash", "junk", "archive", "all", "flagged");

    /// <summary>Whether this is a role that a label can have.</summary>
    public static bool IsRole(string? label) => label is not null && Roles.Contains(label);

    /// <param name="filter">The request.</param>
    /// <param name="labels">The labels that it names by id or path; none when it names a role, or no label.</param>
    public static Outcome<MailFilter> Read(EmailFilter filter, IReadOnlyList<NamedLabel> labels)
    {
        if (filter.Label is not null && !IsRole(filter.Label) && labels.Count == 0)
        {
            return new Problem(ProblemCodes.Invalid, "There is no such label.", "label");
        }

        Guid? connectionId = null;
        var role = IsRole(filter.Label) ? filter.Label : null;
        if (filter.ConnectionId is { } connection)
        {
            if (!Ids.TryParse(connection, out var id))
                return new Problem(ProblemCodes.Invalid, "The value is not the id of a connection.", "connection_id");
            connectionId = id;
        }

        return new MailFilter
        {
            LabelIds = labels.Count == 0 ? null : [.. labels.Select(label => label.Id)],
            LabelRole = role,
            ConnectionId = connectionId,
            IsRead = filter.IsRead,
            IsStarred = filter.IsStarred,
            HasAttachments = filter.HasAttachments,
            From = filter.From,
            DateFrom = filter.DateFrom,
            DateTo = filter.DateTo,
            HidesTrash = !filter.IncludesTrash && !IsTrash(role) && !labels.Any(label => IsTrash(label.Role)),
            Sort = filter.Sort == EmailSort.From ? MailSort.From : MailSort.Date,
            Ascending = filter.Ascending,
            Offset = (filter.PageNumber - 1) * filter.PageSize,
            Limit = filter.PageSize,
        };
    }

    private static bool IsTrash(string? role) => role is "trash" or "junk";
}
