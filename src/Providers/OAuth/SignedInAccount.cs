using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Providers.OAuth;

/// <summary>The account that signed in, by its verified ID token.</summary>
/// <param name="Subject">The permanent id of the account; an address can move to another one.</param>
/// <param name="Email">The mailbox's address.</param>
public sealed record SignedInAccount(string Subject, string Email);

/// <summary>The least that <see cref="MailboxAccount.Settings"/> of a mailbox with tokens hold: <c>{"email": "..."}</c>.</summary>
internal sealed record OAuthAccountSettings(string Email)
{
    public string ToJson() => JsonSerializer.Serialize(this, OAuthJson.Default.OAuthAccountSettings);
}

/// <summary>The answer of a token endpoint, good or bad (RFC 6749, sections 5.1 and 5.2).</summary>
internal sealed record TokenAnswer(string? AccessToken, string? TokenType, double? ExpiresIn, string? RefreshToken, string? Scope, string? IdToken, string? Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OAuthAccountSettings))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class OAuthJson : JsonSerializerContext;
