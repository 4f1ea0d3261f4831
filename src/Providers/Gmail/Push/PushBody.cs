using System.Buffers.Text;
using System.Text.Json;

namespace EmailAgent.Providers.Gmail.Push;

/// <summary>
/// The body of a push of Pub/Sub: <c>{"message":{"data":...,"messageId":...},"subscription":...}</c>, where the data is
/// <c>{"emailAddress":...,"historyId":...}</c> in base64. Never throws on content.
/// </summary>
internal static class PushBody
{
    /// <summary>A push of Gmail has some 300 bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxEmail = 254;
    private const int MaxId = 200;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <returns>Null for anything else.</returns>
    public static PushNotice? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = Parse(body);
            if (document is null
                || !document.RootElement.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("subscription", out var subscription) || subscription.ValueKind != JsonValueKind.String
                || (Text(message, "messageId", MaxId) ?? Text(message, "message_id", MaxId)) is not { } id
                || Text(message, "data", MaxBytes) is not { } data)
            {
                return null;
            }

            using var content = Parse(Decode(data));
            return content is not null
                && Text(content.RootElement, "emailAddress", MaxEmail) is { } email
                && Number(content.RootElement, "historyId") is { } history
                    ? new PushNotice(id, email, history)
                    : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null; // The last is what a text that is not Unicode becomes when it is read.
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty || json.Length > MaxBytes)
            return null;
        var document = JsonDocument.Parse(json, Strict);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        return null;
    }

    // Pub/Sub writes base64, Gmail's documentation base64url.
    private static byte[] Decode(string data) => Base64Url.DecodeFromChars(data.Replace('+', '-').Replace('/', '_').TrimEnd('='));

    private static string? Text(JsonElement element, string name, int maxLength) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= maxLength
            ? text
            : null;

    // A number, or a text of digits, of any length that makes sense: it is kept as it is written.
    private static string? Number(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return null;
        var digits = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString()!,
            _ => "",
        };
        return digits.Length is > 0 and <= 100 && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
