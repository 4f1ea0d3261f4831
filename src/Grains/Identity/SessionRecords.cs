namespace EmailAgent.Grains.Identity;

/// <summary>A session to open, with its first token.</summary>
/// <param name="PasswordHash">Hash of the password that opens the session: it can have changed in the meantime.</param>
internal sealed record NewSession(Guid UserId, Guid Id, byte[] TokenHash, string PasswordHash, string? UserAgent, string? Address);
