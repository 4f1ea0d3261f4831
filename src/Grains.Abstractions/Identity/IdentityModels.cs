using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Identity;

/// <summary>A new account.</summary>
/// <param name="Email">Required; identifies the account, in any case.</param>
/// <param name="Password">Required; 8 to 256 characters, none of the most common passwords, and without the account's address and name.</param>
/// <param name="Invitation">
/// The token of an invitation for the address, or of the set-up link; required if registration is restricted.
/// </param>
[GenerateSerializer, Immutable, Alias("registration")]
public sealed record RegisterRequest(
    [property: Id(0)] string Email,
    [property: Id(1)] string Password,
    [property: Id(2)] string? FirstName,
    [property: Id(3)] string? LastName,
    [property: Id(4)] string? Invitation);

/// <param name="Email">Required.</param>
/// <param name="Password">Required.</param>
[GenerateSerializer, Immutable, Alias("credentials")]
public sealed record LoginRequest(
    [property: Id(0)] string Email,
    [property: Id(1)] string Password);

/// <summary>A user of another issuer of access tokens.</summary>
/// <param name="Subject">The issuer's id of the user; together with the issuer, unique and permanent.</param>
/// <param name="Email">As the issuer states, verified or not.</param>
/// <param name="EmailVerified">Whether the issuer states that it is verified.</param>
/// <param name="Role">The role that the issuer grants here; null if the issuer does not decide roles.</param>
/// <param name="SaidAt">When the token was issued.</param>
/// <param name="LinksByEmail">Whether the address leads to the account that has it.</param>
[GenerateSerializer, Immutable, Alias("external-login")]
public sealed record ExternalLogin(
    [property: Id(0)] string Issuer,
    [property: Id(1)] string Subject,
    [property: Id(2)] string? Email,
    [property: Id(3)] string? FirstName,
    [property: Id(4)] string? LastName,
    [property: Id(5)] string? Role,
    [property: Id(6)] bool LinksByEmail,
    [property: Id(7)] bool EmailVerified,
    [property: Id(8)] DateTimeOffset SaidAt);

/// <summary>An open session.</summary>
/// <param name="LastUsedAt">Login or last refresh.</param>
/// <param name="UserAgent">User-Agent of the program that logged in.</param>
/// <param name="Address">The IP address of the login.</param>
/// <param name="Current">Whether this request belongs to it.</param>
[GenerateSerializer, Immutable, Alias("session-info")]
public sealed record SessionAnswer(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] DateTimeOffset LastUsedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt,
    [property: Id(4)] string? UserAgent,
    [property: Id(5)] string? Address,
    [property: Id(6)] bool Current);

/// <summary>A signed-in user with the pair of tokens to use from now on.</summary>
/// <param name="AccessToken">ES256 JWT; its subject is the user id.</param>
/// <param name="RefreshToken">Opaque, single-use.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
[GenerateSerializer, Immutable, Alias("session")]
public sealed record Session(
    [property: Id(0)] UserProfile User,
    [property: Id(1)] string AccessToken,
    [property: Id(2)] string RefreshToken,
    [property: Id(3)] int ExpiresIn);

/// <summary>The progress of a registration or login.</summary>
/// <param name="Session">The session; null if a step is missing.</param>
/// <param name="Challenge">The challenge, if a code is missing; if this is null too, a mail contains the next step.</param>
[GenerateSerializer, Immutable, Alias("login-step")]
public sealed record LoginStep(
    [property: Id(0)] Session? Session,
    [property: Id(1)] SecondFactorChallenge? Challenge)
{
    public static readonly LoginStep Mailed = new(null, null);

    public static LoginStep Into(Session session) => new(session, null);

    public static LoginStep Ask(SecondFactorChallenge challenge) => new(null, challenge);
}

/// <param name="Email">Null for a user whose issuer does not provide it.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
[GenerateSerializer, Immutable, Alias("user-profile")]
public sealed record UserProfile(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Email,
    [property: Id(2)] string? FirstName,
    [property: Id(3)] string? LastName,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5), AllowedValues(Roles.User, Roles.Admin)] string Role,
    [property: Id(6)] bool EmailVerified);

/// <summary>Fields to change; null leaves a field as it is, an empty string clears it.</summary>
[GenerateSerializer, Immutable, Alias("profile-changes")]
public sealed record ProfileChanges(
    [property: Id(0)] string? FirstName,
    [property: Id(1)] string? LastName)
{
    /// <summary>Gets the account that must still be stored; null to skip the check.</summary>
    [Id(2)]
    public UserProfile? Expected { get; init; }
}

/// <summary>A P-256 public key as in a JWK (RFC 7517): coordinates in base64url.</summary>
[GenerateSerializer, Immutable, Alias("public-signing-key")]
public sealed record PublicSigningKey(
    [property: Id(0)] string KeyId,
    [property: Id(1)] string X,
    [property: Id(2)] string Y);
