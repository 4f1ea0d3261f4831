using EmailAgent.Storage.Identity;

namespace EmailAgent.Grains.Identity;

/// <summary>What of a stored account its owner sees.</summary>
internal static class UserProfiles
{
    public static UserProfile From(UserRow user) =>
        new(user.Id.ToString("N"), user.Email, user.FirstName, user.LastName, new DateTimeOffset(user.CreatedAt, TimeSpan.Zero), user.Role, user.EmailVerifiedAt is not null);
}
