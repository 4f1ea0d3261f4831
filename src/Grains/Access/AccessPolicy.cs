using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Shares;
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
    /// <param name="shared">What is shared with the user.</param>
    /// <param name="sessionId">Null for a caller whose session is not ours.</param>
    /// <param name="demand">Who has to have a second factor.</param>
    public static AccessGrant Judge(AccessRow? row, IReadOnlyList<SharedMailbox> shared, Guid? sessionId, SecondFactorDemand demand) => row switch
    {
        null => Refused(AccessStanding.Unknown),
        { IsDisabled: true } => Refused(AccessStanding.Disabled),
        _ when sessionId is { } id && !row.SessionIds.Contains(id) => Refused(AccessStanding.SessionEnded),
        { HasSecondFactor: false } when sessionId is not null && IsDemanded(row.Role, demand) => new AccessGrant(AccessStanding.SecondFactorMissing, Permission.AccountAdmin, []),
        _ => new AccessGrant(AccessStanding.Good, row.Role == Roles.Admin ? OfAdmin : OfUser, shared),
    };

    private static AccessGrant Refused(AccessStanding standing) => new(standing, Permission.None, []);

    private static bool IsDemanded(string role, SecondFactorDemand demand) => demand switch
    {
        SecondFactorDemand.Everyone => true,
        SecondFactorDemand.Administrators => role == Roles.Admin,
        _ => false,
    };
}
