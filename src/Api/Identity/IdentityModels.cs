namespace EmailAgent.Api.Identity;

/// <summary>A new account.</summary>
/// <param name="Email">Required; the account's name, any case.</param>
/// <param name="Password">Required; 8 to 256 characters.</param>
internal sealed record RegisterRequest(string? Email, string? Password, string? FirstName, string? LastName);

/// <param name="Email">Required.</param>
/// <param name="Password">Required.</param>
internal sealed record LoginRequest(string? Email, string? Password);

/// <param name="RefreshToken">Required; as the last session answer gave it.</param>
internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>Names to change: what is absent or null stays, an empty text clears.</summary>
internal sealed record ProfileRequest(string? FirstName, string? LastName);

/// <summary>A JSON Web Key Set, RFC 7517.</summary>
internal sealed record JwksAnswer(IReadOnlyList<JwkAnswer> Keys);

/// <summary>A P-256 public key, RFC 7518, section 6.2.1.</summary>
internal sealed record JwkAnswer(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
