using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Providers.Gmail;

/// <summary>Decodes base64url straight from the answer's bytes, with no string in between.</summary>
internal sealed class Base64UrlConverter : JsonConverter<ReadOnlyMemory<byte>?>
{
    public override ReadOnlyMemory<byte>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped)
        {
            throw new JsonException("Base64url expected.");
        }

        try
        {
            return Base64Url.DecodeFromUtf8(reader.ValueSpan);
        }
        catch (FormatException error)
        {
            throw new JsonException("Base64url expected.", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte>? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value is { } bytes ? Base64Url.EncodeToString(bytes.Span) : null);
}
