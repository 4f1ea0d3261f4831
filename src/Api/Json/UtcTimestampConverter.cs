using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Api.Json;

/// <summary>Writes timestamps in UTC, with <c>Z</c> and always with milliseconds (RFC 3339); reads any offset and precision.</summary>
internal sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset>
{
    // As long as the text it makes, so that it also sizes the buffer.
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Format.Length];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
