using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmailAgent.Grains.Identity;

/// <summary>Writes access tokens: JWS compact serialization (RFC 7515, section 7.1).</summary>
internal static class TokenIssuer
{
    // Leaves "+" as it is; nothing here ends up in HTML.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Issue(SigningKey key, Guid userId, Guid sessionId, Guid tokenId, DateTimeOffset now)
    {
        var issuedAt = now.ToUnixTimeSeconds();
        var header = Encode(json =>
        {
            json.WriteString("alg", AccessToken.Algorithm);
            json.WriteString("kid", key.Id);
            json.WriteString("typ", AccessToken.Type);
        });
        var payload = Encode(json =>
        {
            json.WriteString("iss", AccessToken.Issuer);
            json.WriteString("aud", AccessToken.Audience);
            json.WriteString("sub", userId.ToString("N"));
            json.WriteString("sid", sessionId.ToString("N"));
            json.WriteString("jti", tokenId.ToString("N"));
            json.WriteNumber("iat", issuedAt);
            json.WriteNumber("nbf", issuedAt);
            json.WriteNumber("exp", issuedAt + (long)AccessToken.Lifetime.TotalSeconds);
        });
        var signed = $"{header}.{payload}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
