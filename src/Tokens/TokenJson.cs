using System.Text.Json;

namespace EmailAgent.Tokens;

/// <summary>Strict reader of the JSON that issuers write: one object, no name twice, no text that is not Unicode.</summary>
internal static class TokenJson
{
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <returns>Null for anything else.</returns>
    public static JsonElement? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            ReadTexts(json);
            return JsonElement.Parse(json, Strict) is { ValueKind: JsonValueKind.Object } element ? element : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>Null for a member that is absent or not a text.</returns>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // The parser accepts escapes that are not Unicode; only reading the text throws, an InvalidOperationException.
    private static void ReadTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                reader.GetString();
        }
    }
}
