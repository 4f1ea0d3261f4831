using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EmailAgent.Intelligence.Priority;

/// <summary>The stored form of a model: JSON with weights by the codes of their features.</summary>
internal static class PriorityModelJson
{
    // A model with all memories has half of this.
    private const int MaxLength = 200_000;

    public static string Write(PriorityWeights weights)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", PriorityModel.Version);
            json.WriteNumber("lessons", weights.Lessons);
            json.WriteNumber("bias", weights.Bias);
            json.WriteStartObject("weights");
            foreach (var (i, feature) in PriorityFeatureTable.All.Index())
                json.WriteNumber(feature.Code, weights.Features[i]);
            json.WriteEndObject();
            json.WriteStartObject("memories");
            foreach (var (key, weight) in weights.Memories.OrderBy(entry => entry.Key))
                json.WriteNumber(key.ToString("x16", CultureInfo.InvariantCulture), weight);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads weights, and brings each within its bounds; null for what is no model of this version.</summary>
    public static PriorityWeights? Read(string json, PriorityDefaults defaults)
    {
        if (json.Length > MaxLength)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, defaults);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static PriorityWeights? Read(JsonElement root, PriorityDefaults defaults)
    {
        if (root.ValueKind != JsonValueKind.Object || Number(root, "version") != PriorityModel.Version)
            return null;
        var weights = root.TryGetProperty("weights", out var found) ? found : default;
        return new()
        {
            Bias = Bounded(Number(root, "bias"), defaults.Bias, PriorityWeights.BiasReach),
            Features =
            [
                .. PriorityFeatureTable.All.Select((feature, i) => Bounded(Number(weights, feature.Code), defaults.Weights[i], PriorityWeights.WeightReach)),
            ],
            Memories = root.TryGetProperty("memories", out var memories) ? Memories(memories) : [],
            Lessons = Number(root, "lessons") is { } lessons and >= 0 and < 1e15 ? (long)lessons : 0,
        };
    }

    private static ImmutableDictionary<ulong, double> Memories(JsonElement memories)
    {
        var all = ImmutableDictionary.CreateBuilder<ulong, double>();
        if (memories.ValueKind != JsonValueKind.Object)
            return all.ToImmutable();
        foreach (var entry in memories.EnumerateObject())
        {
            if (all.Count < PriorityWeights.MaxMemories && Number(entry.Value) is { } weight
                && ulong.TryParse(entry.Name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key))
            {
                all[key] = Bounded(weight, 0, PriorityWeights.MemoryReach);
            }
        }

        return all.ToImmutable();
    }

    private static double Bounded(double? value, double usual, double reach) =>
        value is { } known ? Math.Clamp(known, usual - reach, usual + reach) : usual;

    private static double? Number(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? Number(value) : null;

    // Texts of numbers that are out of range are read as infinite.
    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}
