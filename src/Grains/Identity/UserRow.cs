namespace EmailAgent.Grains.Identity;

/// <summary>An account as stored.</summary>
/// <param name="Email">The address as the user wrote it, or as the issuer sent it; null if the issuer sent none.</param>
/// <param name="EmailKey">The key by which the account is found; unique; null for a user of another issuer.</param>
/// <param name="PasswordHash">Null for an account that has no password.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
/// <param name="DisabledAt">UTC; null while the account is open.</param>
/// <param name="EmailVerifiedAt">UTC; null until the owner has proved to read the address.</param>
internal sealed record UserRow(
    Guid Id,
    string? Email,
    string? EmailKey,
    string? PasswordHash,
    string? FirstName,
    string? LastName,
    DateTime CreatedAt,
    string Role,
    DateTime? DisabledAt,
    DateTime? EmailVerifiedAt);
