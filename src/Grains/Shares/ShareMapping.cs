using EmailAgent.Storage.Shares;

namespace EmailAgent.Grains.Shares;

internal static class ShareMapping
{
    public static ConnectionShare ToShare(this ShareRow row) => new(
        Ids.Format(row.ConnectionId),
        Ids.Format(row.OwnerId),
        row.Provider,
        row.Email,
        row.DisplayName,
        (MailboxAccess?)row.Everybody,
        [.. row.Members.Select(member => new ShareGrant(Ids.Format(member.MemberId), (MailboxAccess)member.Access))],
        row.CreatedAt);

    public static SharedMailbox ToMailbox(this SharedMailboxRow row) => new(row.OwnerId, row.ConnectionId, row.OrganizationId, (MailboxAccess)row.Access);
}
