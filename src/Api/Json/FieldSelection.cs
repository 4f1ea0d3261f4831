using System.Buffers;
using System.Text.Json;

namespace EmailAgent.Api.Json;

/// <summary>The fields a caller wants of each item of a list (<c>fields=id,subject</c>).</summary>
internal sealed class FieldSelection(IReadOnlySet<string> names)
{
    /// <summary>Returns the names of the fields of a type's items.</summary>
    public static IReadOnlyList<string> NamesOf<T>() => [.. ApiJson.TypeInfo<T>().Properties.Select(property => property.Name)];

    /// <returns>Null, for all fields, when no names are given.</returns>
    public static FieldSelection? From(IReadOnlyList<string> names) => names.Count == 0 ? null : new FieldSelection(names.ToHashSet(StringComparer.Ordinal));

    /// <summary>Copies a list document, leaving out the other fields of its items.</summary>
    public void Copy(ReadOnlySpan<byte> list, IBufferWriter<byte> target)
    {
        var reader = new Utf8JsonReader(list);
        using var writer = new Utf8JsonWriter(target, ApiJson.WriterOptions);
        var inItems = false;
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
            {
                inItems = reader.ValueTextEquals("items"u8);
            }
            else if (inItems && reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 3 } && !names.Contains(reader.GetString()!))
            {
                reader.Skip();
                continue;
            }

            CopyToken(ref reader, writer);
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
