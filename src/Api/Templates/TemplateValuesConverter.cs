using System.Text.Json;
using System.Text.Json.Serialization;
using EmailAgent.Grains.Templates;

namespace EmailAgent.Api.Templates;

/// <summary>Reads the values of variables as they are: their template knows what they have to be.</summary>
internal sealed class TemplateValuesConverter : JsonConverter<TemplateValues>
{
    public override TemplateValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object ? new TemplateValues(document.RootElement.GetRawText()) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, TemplateValues value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json);
}
