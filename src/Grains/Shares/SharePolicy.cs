using EmailAgent.Grains.Organizations;

namespace EmailAgent.Grains.Shares;

/// <summary>Permissions on the mailboxes shared into an organization.</summary>
internal static class SharePolicy
{
    /// <summary>Bounded, because each request carries the shares of its caller.</summary>
    public const int MaxShares = 100;

    public static readonly Problem NoSuchMember = new(ProblemCodes.Invalid, "The members contain an id that is not a member's.", "members");

    private const int MaxMembers = 1000;

    /// <summary>Returns the access that a share grants to a user; null for none.</summary>
    public static MailboxAccess? AccessOf(ConnectionShare share, Guid userId)
    {
        var id = Ids.Format(userId);
        if (share.UserId == id)
            return MailboxAccess.Owner;
        var own = share.Members.FirstOrDefault(member => member.UserId == id)?.Access;
        return share.Everybody is { } all && !(own > all) ? all : own;
    }

    /// <summary>Returns whether a user sees the access list.</summary>
    /// <param name="role">In the organization.</param>
    public static bool Shows(ConnectionShare share, Guid userId, string role) =>
        AccessOf(share, userId) >= MailboxAccess.Manage || OrganizationPolicy.MayManage(role) is null;

    public static Problem? Check(ShareRequest request)
    {
        if (request.Everybody is { } everybody && !CanBeGiven(everybody))
            return Invalid("Access must be read, send or manage.", "everybody");
        if (request.Members.Any(member => !CanBeGiven(member.Access)))
            return Invalid("Access must be read, send or manage.", "members");
        if (request.Members.Count > MaxMembers)
            return Invalid($"At most {MaxMembers} members can be listed.", "members");
        if (!request.Members.All(member => Ids.TryParse(member.UserId, out _)))
            return NoSuchMember;
        if (request.Members.DistinctBy(member => member.UserId, StringComparer.OrdinalIgnoreCase).Count() < request.Members.Count)
            return Invalid("A member must not be listed twice.", "members");
        return request is { Everybody: null, Members.Count: 0 }
            ? Invalid("Either everybody or members is required; to end a share, delete it.", "everybody")
            : null;
    }

    private static bool CanBeGiven(MailboxAccess access) => access is >= MailboxAccess.Read and <= MailboxAccess.Manage;

    private static Problem Invalid(string detail, string field) => new(ProblemCodes.Invalid, detail, field);
}
