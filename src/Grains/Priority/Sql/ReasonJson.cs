using System.Text.Json;
using EmailAgent.Database;

namespace EmailAgent.Grains.Priority;

/// <summary>The JSON in which reasons are stored.</summary>
internal static class ReasonJson
{
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    private static readonly JsonEncodedText Words = JsonEncodedText.Encode("words");
    private static readonly JsonEncodedText Weight = JsonEncodedText.Encode("weight");

    /// <summary>Writes the reasons of a priority: <c>[{code, words, weight}]</c>.</summary>
    public static string WriteScore(IEnumerable<ScoreReason> reasons) => Write(reasons, static (json, reason) =>
    {
        json.WriteStartObject();
        json.WriteString(Code, PgText.Clean(reason.Code));
        json.WriteString(Words, PgText.Clean(reason.Words));
        json.WriteNumber(Weight, double.IsFinite(reason.Weight) ? reason.Weight : 0);
        json.WriteEndObject();
    });

    /// <summary>Writes the reasons of a category: <c>["..."]</c>.</summary>
    public static string WriteSentences(IEnumerable<string> reasons) => Write(reasons, static (json, reason) => json.WriteStringValue(PgText.Clean(reason)));

    /// <summary>Reads what <see cref="WriteScore"/> wrote; nothing from null.</summary>
    public static IReadOnlyList<ScoreReason> ReadScore(string? stored) => Read(stored, static reason => new ScoreReason(
        reason.GetProperty("code"u8).GetString()!, reason.GetProperty("words"u8).GetString()!, reason.GetProperty("weight"u8).GetDouble()));

    /// <summary>Reads what <see cref="WriteSentences"/> wrote; nothing from null.</summary>
    public static IReadOnlyList<string> ReadSentences(string? stored) => Read(stored, static reason => reason.GetString()!);

    private static string Write<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var item in items)
                write(json, item);
            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static T[] Read<T>(string? stored, Func<JsonElement, T> read)
    {
        if (stored is null)
            return [];
        using var document = JsonDocument.Parse(stored);
        return [.. document.RootElement.EnumerateArray().Select(read)];
    }
}
