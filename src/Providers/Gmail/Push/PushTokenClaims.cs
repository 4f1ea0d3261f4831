using Google.Apis.Auth;
using Newtonsoft.Json;

namespace EmailAgent.Providers.Gmail.Push;

/// <summary>What we read of the token that Pub/Sub pushes with, beside the registered claims.</summary>
internal sealed class PushTokenClaims : JsonWebSignature.Payload
{
    [JsonProperty("email")]
    public string? Email { get; set; }

    [JsonProperty("email_verified")]
    public bool EmailVerified { get; set; }
}
