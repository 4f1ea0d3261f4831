using System.Text.Json;
using System.Text.Json.Nodes;
using EmailAgent.Grains.Connections;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Makes examples of whole bodies from the examples of their fields.</summary>
internal static class ExampleBuilder
{
    private const int MaxDepth = 8;

    public static JsonNode? Build(IOpenApiSchema schema, int depth = 0) => schema switch
    {
        _ when depth > MaxDepth => null,
        OpenApiSchemaReference { Target: { } target } => Build(target, depth),
        { Examples: [{ } example, ..] } => example.DeepClone(),
        { Default: { } standard } => standard.DeepClone(),
        { Enum: [{ } word, ..] } => word.DeepClone(),
        { Const: { } constant } => JsonValue.Create(constant),
        { OneOf: { Count: > 0 } options } => Build(options[^1], depth + 1),
        { Type: { } type } => OfType(schema, type & ~JsonSchemaType.Null, depth),
        _ => null,
    };

    /// <summary>Indicates whether an example has the type of a schema.</summary>
    public static bool Fits(JsonNode? example, IOpenApiSchema schema)
    {
        if (schema.Type is not { } type)
        {
            return false;
        }

        return (example?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Null => type.HasFlag(JsonSchemaType.Null),
            JsonValueKind.String => type.HasFlag(JsonSchemaType.String) && (schema.Format == "date-time") == DateTimeOffset.TryParse(example!.GetValue<string>(), out _),
            JsonValueKind.True or JsonValueKind.False => type.HasFlag(JsonSchemaType.Boolean),
            JsonValueKind.Number => type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number),
            JsonValueKind.Array => type.HasFlag(JsonSchemaType.Array) && schema.Items is { Enum: null } items && example!.AsArray().All(item => Fits(item, items)),
            JsonValueKind.Object => type.HasFlag(JsonSchemaType.Object) && schema.AdditionalProperties is { } values && example!.AsObject().All(entry => Fits(entry.Value, values)),
            _ => false,
        };
    }

    private static JsonNode? OfType(IOpenApiSchema schema, JsonSchemaType type, int depth) => type switch
    {
        JsonSchemaType.Object when schema.Properties is { Count: > 0 } => OfObject(schema, depth),
        JsonSchemaType.Object when schema.AdditionalProperties is { } values => new JsonObject { [ProviderNames.All[0].Name] = Build(values, depth + 1) },
        JsonSchemaType.Object => new JsonObject(),
        JsonSchemaType.Array => schema.Items is { } items && Build(items, depth + 1) is { } item ? new JsonArray(item) : [],
        JsonSchemaType.Boolean => JsonValue.Create(true),
        JsonSchemaType.Integer => JsonValue.Create(1),
        JsonSchemaType.Number => JsonValue.Create(0.5),
        JsonSchemaType.String when schema.Format == "date-time" => JsonValue.Create("2026-11-20T12:00:00.000Z"),
        JsonSchemaType.String => JsonValue.Create("text"),
        _ => null,
    };

    private static JsonObject OfObject(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        foreach (var (name, value) in schema.Properties!)
        {
            if (Build(value, depth + 1) is { } field)
            {
                example[name] = field.IsJsonNullSentinel() ? null : field;
            }
            else if (schema.Required?.Contains(name) == true)
            {
                example[name] = null;
            }
        }

        return example;
    }
}
