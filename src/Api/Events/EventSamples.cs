using System.Text.Json.Nodes;

namespace EmailAgent.Api.Events;

/// <summary>Examples and JSON Schemas of events, from their descriptions.</summary>
internal static class EventSamples
{
    /// <summary>The path of the schemas, in front of the type.</summary>
    public const string Path = "/openapi/events";

    private static readonly Dictionary<string, EventDescription> ByType = EventCatalog.All.ToDictionary(description => description.Type, StringComparer.Ordinal);

    /// <summary>Returns data that an event of a type can have: a JSON object.</summary>
    /// <returns>Null if there is no such type.</returns>
    public static string? DataOf(string type) => ByType.TryGetValue(type, out var description)
        ? new JsonObject(description.Data.Select(field => KeyValuePair.Create(field.Name, JsonNode.Parse(field.ExampleJson)))).ToJsonString()
        : null;

    /// <summary>Returns the schema of the envelope of a type (JSON Schema 2020-12).</summary>
    /// <returns>Null if there is no such type.</returns>
    public static string? SchemaOf(string type) => ByType.TryGetValue(type, out var description) ? SchemaOf(description).ToJsonString() : null;

    private static JsonObject SchemaOf(EventDescription description) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = description.Type,
        ["description"] = description.Summary,
        ["type"] = "object",
        ["required"] = new JsonArray("seq", "type", "timestamp", "data"),
        ["properties"] = new JsonObject
        {
            ["seq"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["description"] = "The position in the log, from 1; 0 for a sample." },
            ["type"] = new JsonObject { ["const"] = description.Type },
            ["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "When it happened." },
            ["data"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray([.. description.Data.Where(field => field.Always).Select(field => (JsonNode?)JsonValue.Create(field.Name))]),
                ["properties"] = new JsonObject(description.Data.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)SchemaOf(field)))),
            },
            ["message"] = new JsonObject { ["type"] = "object", ["description"] = "In deliveries of webhooks with `include` only: parts of the message." },
        },
    };

    private static JsonObject SchemaOf(EventField field)
    {
        var schema = new JsonObject { ["description"] = field.Description };
        JsonNode type = field.Kind switch
        {
            EventFieldKind.Flag => "boolean",
            EventFieldKind.Number => "integer",
            EventFieldKind.Texts => "array",
            EventFieldKind.TextOrNull => new JsonArray("string", "null"),
            _ => "string",
        };
        schema["type"] = type;
        if (field.Kind == EventFieldKind.Texts)
            schema["items"] = new JsonObject { ["type"] = "string" };
        return schema;
    }
}
