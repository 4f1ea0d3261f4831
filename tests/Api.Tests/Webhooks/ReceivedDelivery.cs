using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>A request that an endpoint received.</summary>
/// <param name="Id">The value of <c>webhook-id</c>.</param>
/// <param name="Timestamp">The value of <c>webhook-timestamp</c>.</param>
/// <param name="Signatures">The parts of <c>webhook-signature</c>.</param>
internal sealed record ReceivedDelivery(string Id, long Timestamp, IReadOnlyList<string> Signatures, byte[] Body)
{
    public long Seq => Json.GetProperty("seq").GetInt64();

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Indicates whether one of the signatures is of this secret (Standard Webhooks 1.0.0).</summary>
    public bool IsSignedWith(string secret)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), content);
        return Signatures.Contains($"v1,{Convert.ToBase64String(signature)}", StringComparer.Ordinal);
    }
}
