using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Api.Json;

/// <summary>Timestamps leave in UTC with <c>Z</c> (RFC 3339); they come in with any offset.</summary>
internal sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}
