namespace EmailAgent.Grains.Identity;

/// <summary>An external login and the issuer's data about its user.</summary>
/// <param name="Subject">The issuer's name for the user; with the issuer, unique.</param>
/// <param name="EmailVerified">Whether the issuer says that the address is the user's.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>; null when the issuer has no say in it.</param>
/// <param name="ProfileHash">Of the rest, to see whether the issuer says something new.</param>
/// <param name="SaidAt">When it said so, UTC.</param>
internal sealed record StoredLogin(
    string Issuer,
    string Subject,
    string? Email,
    bool EmailVerified,
    string? FirstName,
    string? LastName,
    string? Role,
    byte[] ProfileHash,
    DateTime SaidAt);
