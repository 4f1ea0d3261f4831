namespace EmailAgent.Storage.Identity;

/// <summary>A session to open, with its first token.</summary>
/// <param name="PasswordHash">That of the password that opens it: in the meantime it may have been changed.</param>
public sealed record NewSession(Guid UserId, Guid Id, byte[] TokenHash, string PasswordHash, string? UserAgent, string? Address);

/// <summary>A session as stored. All times are UTC.</summary>
public sealed record SessionRow(Guid Id, DateTime CreatedAt, DateTime LastUsedAt, DateTime ExpiresAt, string? UserAgent, string? Address);
