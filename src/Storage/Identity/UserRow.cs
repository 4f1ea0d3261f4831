namespace EmailAgent.Storage.Identity;

/// <summary>An account as stored.</summary>
/// <param name="Email">As the user wrote it.</param>
/// <param name="EmailKey">What the account is looked up by; unique.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
/// <param name="DisabledAt">UTC; null while the account is open.</param>
public sealed record UserRow(
    Guid Id,
    string Email,
    string EmailKey,
    string PasswordHash,
    string? FirstName,
    string? LastName,
    DateTime CreatedAt,
    string Role,
    DateTime? DisabledAt);
