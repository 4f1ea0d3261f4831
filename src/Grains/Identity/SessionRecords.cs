namespace EmailAgent.Grains.Identity;

/// <summary>A session to open, with its first token.</summary>
/// <param name="PasswordHash">Hash of the password that opens the session: it can have changed in the meantime.</param>
internal sealed record NewSession(Guid UserId, Guid Id, byte[] TokenHash, string PasswordHash, string? UserAgent, string? Address);

/// <summary>A refresh token to exchange for the next one.</summary>
/// <param name="Successor">The next one, encrypted by <see cref="OwnedToken.Conceal"/>.</param>
/// <param name="Client">The client that sends the token.</param>
internal sealed record RefreshExchange(byte[] TokenHash, byte[] NextHash, byte[] Successor, Device Client);
