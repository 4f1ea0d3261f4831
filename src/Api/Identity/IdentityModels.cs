using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <param name="RefreshToken">The one from the last session answer. Required, except with the header <c>X-Session: cookie</c>.</param>
internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>A signed-in user with the pair of tokens to use from now on.</summary>
/// <param name="AccessToken">ES256 JWT; its subject is the user id.</param>
/// <param name="RefreshToken">Opaque, single-use. Null if the request had the header <c>X-Session: cookie</c>: then a cookie holds it.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
internal sealed record OpenedSession(UserProfile User, string AccessToken, string? RefreshToken, int ExpiresIn);

/// <summary>The next step before a session opens.</summary>
/// <param name="Status">
/// <c>verification_sent</c>: send the mailed token to verify-email. <c>mfa_required</c>: send a code to mfa, with the challenge token.
/// </param>
/// <param name="ChallengeToken">Only with <c>mfa_required</c>.</param>
/// <param name="ExpiresIn">Seconds for which the challenge token is valid.</param>
internal sealed record PendingAnswer([property: AllowedValues("verification_sent", "mfa_required")] string Status, string? ChallengeToken, int? ExpiresIn)
{
    public static PendingAnswer From(LoginStep step) => step.Challenge is { } challenge
        ? new("mfa_required", challenge.Token, challenge.ExpiresIn)
        : new("verification_sent", null, null);
}

/// <param name="ChallengeToken">Required; from the login.</param>
/// <param name="Code">Required; six digits from the authenticator, or a recovery code.</param>
internal sealed record SecondFactorRequest([property: Required] string? ChallengeToken, [property: Required] string? Code);

/// <param name="Password">Required.</param>
internal sealed record PasswordRequest([property: Required] string? Password);

/// <param name="Code">Required; six digits from the authenticator.</param>
internal sealed record CodeRequest([property: Required] string? Code);

/// <param name="Password">Required.</param>
/// <param name="Code">Required; six digits from the authenticator, or a recovery code.</param>
internal sealed record ProofRequest([property: Required] string? Password, [property: Required] string? Code);

/// <param name="Email">Required.</param>
internal sealed record EmailRequest([property: Required] string? Email);

/// <param name="Token">Required; from the mail.</param>
internal sealed record VerifyEmailRequest([property: Required] string? Token);

/// <param name="Token">Required; from the mail.</param>
/// <param name="Password">Required; as when registering.</param>
internal sealed record ResetPasswordRequest([property: Required] string? Token, [property: Required] string? Password);

/// <param name="CurrentPassword">Required.</param>
/// <param name="NewPassword">Required; as when registering.</param>
internal sealed record ChangePasswordRequest([property: Required] string? CurrentPassword, [property: Required] string? NewPassword);

/// <param name="Password">Required if the account has one.</param>
/// <param name="Code">Required if there is a second factor: six digits from the authenticator, or a recovery code.</param>
internal sealed record OwnerProofRequest(string? Password, string? Code);

/// <summary>Names to change: an absent or null one stays, an empty one is cleared.</summary>
internal sealed record ProfileRequest(string? FirstName, string? LastName);

/// <summary>A JSON Web Key Set, RFC 7517.</summary>
internal sealed record JwksAnswer(IReadOnlyList<JwkAnswer> Keys);

/// <summary>A P-256 public key, RFC 7518, section 6.2.1.</summary>
internal sealed record JwkAnswer(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
