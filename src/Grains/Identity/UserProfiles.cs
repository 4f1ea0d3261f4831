namespace EmailAgent.Grains.Identity;

/// <summary>Converts a stored account to its owner's view.</summary>
internal static class UserProfiles
{
    public static UserProfile From(UserRow user) =>
        new(user.Id.ToString("N"), user.Email, user.FirstName, user.LastName, new DateTimeOffset(user.CreatedAt, TimeSpan.Zero), user.Role, user.EmailVerifiedAt is not null);
}
