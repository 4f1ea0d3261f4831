using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// A converter that reads text which was cut in the middle of a character as no text: a message must not be lost because of its first
/// words.
/// </summary>
internal sealed class LenientTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("Text expected.");
        }
        catch (InvalidOperationException)
        {
            return ""; // Half of a surrogate pair.
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
