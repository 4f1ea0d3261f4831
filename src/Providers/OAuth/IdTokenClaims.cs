using Google.Apis.Auth;
using Newtonsoft.Json;

namespace EmailAgent.Providers.OAuth;

/// <summary>What we read of an ID token beside the registered claims.</summary>
internal sealed class IdTokenClaims : JsonWebSignature.Payload
{
    [JsonProperty("email")]
    public string? Email { get; set; }

    [JsonProperty("preferred_username")]
    public string? PreferredUsername { get; set; }

    [JsonProperty("tid")]
    public string? TenantId { get; set; }
}
