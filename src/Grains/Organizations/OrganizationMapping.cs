namespace EmailAgent.Grains.Organizations;

internal static class OrganizationMapping
{
    /// <param name="row">As stored.</param>
    /// <param name="token">Null but for the moment in which it is made.</param>
    public static Invitation ToInvitation(this InvitationRow row, string? token) => new(Ids.Format(row.Id), row.EmailKey, row.Role, row.CreatedAt, row.ExpiresAt, token, row.MailedAt is not null, row.MailedAt is not null ? "sent" : row.Mailed ? "pending" : "none");
}
