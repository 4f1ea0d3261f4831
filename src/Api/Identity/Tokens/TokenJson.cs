using System.Text.Json;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>Reads the JSON of tokens: an object, no name twice.</summary>
internal static class TokenJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <returns>Null for anything else.</returns>
    public static JsonElement? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var element = JsonElement.Parse(json, Strict);
            if (element.ValueKind != JsonValueKind.Object)
                return null;
            ReadTexts(element);
            return element;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null; // the latter: an escape that is not Unicode, which the parser lets pass until the text is read
        }
    }

    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadTexts(property.Value);
                }

                break;
        }
    }
}
