using EmailAgent.Grains.Identity;

namespace EmailAgent.Grains.Access;

/// <summary>Permissions by a user's role and standing.</summary>
internal static class AccessPolicy
{
    private static readonly Permission OfUser = PermissionGrants.OfRole(Roles.User);

    private static readonly Permission OfAdmin = OfUser | PermissionGrants.OfRole(Roles.Admin);

    /// <param name="row">Null if there is no such user.</param>
    /// <param name="sessionId">Null for a caller without a session of this instance.</param>
    /// <param name="demand">Who has to have a second factor.</param>
    public static AccessGrant Judge(AccessRow? row, Guid? sessionId, SecondFactorDemand demand) => row switch
    {
        null => Refused(AccessStanding.Unknown),
        { IsDisabled: true } => Refused(AccessStanding.Disabled),
        _ when sessionId is { } id && !row.SessionIds.Contains(id) => Refused(AccessStanding.SessionEnded),
        { HasSecondFactor: false } when sessionId is not null && IsDemanded(row.Role, demand) => new AccessGrant(AccessStanding.SecondFactorMissing, Permission.AccountAdmin, []),
        _ => new AccessGrant(AccessStanding.Good, row.Role == Roles.Admin ? OfAdmin : OfUser, row.Shared),
    };

    private static AccessGrant Refused(AccessStanding standing) => new(standing, Permission.None, []);

    private static bool IsDemanded(string role, SecondFactorDemand demand) => demand switch
    {
        SecondFactorDemand.Everyone => true,
        SecondFactorDemand.Administrators => role == Roles.Admin,
        _ => false,
    };
}
