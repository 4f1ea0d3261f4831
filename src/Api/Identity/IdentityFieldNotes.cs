using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Identity;

/// <summary>Descriptions of the fields of accounts and sessions.</summary>
internal sealed class IdentityFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["alg"] = new("Signature algorithm.", "\"ES256\""),
        ["challenge_token"] = new("Identifies the login that waits for a code.", "\"c_9JbX0\""),
        ["crv"] = new("The curve.", "\"P-256\""),
        ["current_password"] = new("The password that is replaced.", "\"correct horse battery\""),
        ["email_verified"] = new("Whether the address is verified.", "true"),
        ["enabled"] = new("Whether it is turned on.", "true"),
        ["expires_in"] = new("Seconds until it ends.", "900"),
        ["invitation"] = new("The token of an invitation.", "\"inv_Zk3\""),
        ["keys"] = new("The keys that are in use.", null),
        ["kid"] = new("Id of the key.", "\"2026-11\""),
        ["kty"] = new("Type of the key.", "\"EC\""),
        ["new_password"] = new("The new password.", "\"battery staple 9\""),
        ["otpauth_uri"] = new("The secret as a URI, for a QR code.", "\"otpauth://totp/EmailAgent:ada?secret=JBSWY3DP\""),
        ["recovery_codes"] = new("The codes, each valid for one login.", "[\"8f3k-92md\"]"),
        ["refresh_token"] = new("The refresh token.", "\"rt_8Jk2\""),
        ["use"] = new("The use of the key.", "\"sig\""),
        ["user"] = new("The signed-in user.", null),
        ["x"] = new("First coordinate in base64url.", "\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\""),
        ["y"] = new("Second coordinate in base64url.", "\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\""),
    };
}
