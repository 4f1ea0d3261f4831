using EmailAgent.Storage.Organizations;

namespace EmailAgent.Grains.Organizations;

internal static class OrganizationMapping
{
    public static Organization ToOrganization(this OrganizationRow row) => new(Ids.Format(row.Id), row.Name, row.Role, row.Members, row.CreatedAt);

    public static Member ToMember(this MemberRow row) => new(Ids.Format(row.UserId), row.Email, row.FirstName, row.LastName, row.Role, row.JoinedAt);

    /// <param name="row">As stored.</param>
    /// <param name="token">Null but for the moment in which it is made.</param>
    public static Invitation ToInvitation(this InvitationRow row, string? token) => new(Ids.Format(row.Id), row.EmailKey, row.Role, row.CreatedAt, row.ExpiresAt, token, row.MailedAt is not null, row.MailedAt is not null ? "sent" : row.Mailed ? "pending" : "none");
}
