using EmailAgent.Storage.Access;

namespace EmailAgent.Grains.Access;

/// <summary>What a user's role and standing allow.</summary>
internal static class AccessPolicy
{
    private const Permission OfUser =
        Permission.MailRead | Permission.MailModify | Permission.ConnectionsRead | Permission.ConnectionsModify | Permission.EventsRead
        | Permission.AccountRead | Permission.AccountModify | Permission.AccountAdmin
        | Permission.OrganizationsRead | Permission.OrganizationsModify;

    private const Permission OfAdmin = OfUser | Permission.InstanceRead | Permission.InstanceAdmin;

    /// <param name="row">Null when there is no such user.</param>
    /// <param name="sessionId">Null for a caller whose session is not ours.</param>
    public static AccessGrant Judge(AccessRow? row, Guid? sessionId) => row switch
    {
        null => new AccessGrant(AccessStanding.Unknown, Permission.None),
        { IsDisabled: true } => new AccessGrant(AccessStanding.Disabled, Permission.None),
        _ when sessionId is { } id && !row.SessionIds.Contains(id) => new AccessGrant(AccessStanding.SessionEnded, Permission.None),
        { Role: Roles.Admin } => new AccessGrant(AccessStanding.Good, OfAdmin),
        _ => new AccessGrant(AccessStanding.Good, OfUser),
    };
}
