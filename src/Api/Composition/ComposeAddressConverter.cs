using System.Text.Json;
using System.Text.Json.Serialization;
using EmailAgent.Grains.Composition;

namespace EmailAgent.Api.Composition;

/// <summary>Reads an address as text or as an object; what it is as an address is checked where messages are composed.</summary>
internal sealed class ComposeAddressConverter : JsonConverter<ComposeAddress>
{
    private const string Email = "email";
    private const string Name = "name";

    public override ComposeAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new ComposeAddress(null, reader.GetString()!),
        JsonTokenType.StartObject => ReadObject(ref reader),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, ComposeAddress value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Email, value.Email);
        writer.WriteString(Name, value.Name);
        writer.WriteEndObject();
    }

    private static ComposeAddress ReadObject(ref Utf8JsonReader reader)
    {
        var (email, name) = ((string?)null, (string?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isEmail = reader.ValueTextEquals(Email) && email is null;
            if (!isEmail && (!reader.ValueTextEquals(Name) || name is not null))
                throw new JsonException();
            reader.Read();
            if (reader.TokenType != JsonTokenType.String && (isEmail || reader.TokenType != JsonTokenType.Null))
                throw new JsonException();
            if (isEmail)
                email = reader.GetString();
            else
                name = reader.GetString();
        }

        return email is null ? throw new JsonException() : new ComposeAddress(name, email);
    }
}
