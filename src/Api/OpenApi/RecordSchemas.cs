using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EmailAgent.Api.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>The schemas of requests and answers, which follow from their records: required fields, nullable fields, and descriptions.</summary>
internal sealed class RecordSchemas
{
    private const string RequestSuffix = "Request";

    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly NullabilityInfoContext _nullability = new();
    private readonly Documentation _documentation = Documentation.Load("EmailAgent.Api", "EmailAgent.Grains.Abstractions");

    /// <summary>Names the schema of a type as the framework does, and remembers the type. Enums are named later, with the fields that have them.</summary>
    public string? Name(JsonTypeInfo type)
    {
        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type).IsEnum)
        {
            return null;
        }

        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        if (name is not null)
        {
            _types[name] = type.Type;
        }

        return name;
    }

    public void Complete(OpenApiDocument document)
    {
        // A copy, since the words of fields are added.
        foreach (var (name, schema) in document.Components?.Schemas?.ToArray() ?? [])
        {
            if (schema is OpenApiSchema record && _types.TryGetValue(name, out var type) && record.Properties is { Count: > 0 })
            {
                Complete(record, name, type, document);
            }
        }
    }

    private void Complete(OpenApiSchema schema, string name, Type type, OpenApiDocument document)
    {
        var isRequest = type.Name.EndsWith(RequestSuffix, StringComparison.Ordinal);
        schema.Description = _documentation.Summary(type) ?? schema.Description ?? $"The {(isRequest ? "body of a request" : "content of an answer")}.";
        schema.AdditionalPropertiesAllowed = !isRequest;
        schema.Required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in type.GetProperties())
        {
            var field = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            if (!schema.Properties!.TryGetValue(field, out var value))
            {
                continue;
            }

            var omitted = property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.WhenWritingNull };
            var required = isRequest ? property.IsDefined(typeof(RequiredAttribute)) || RequiredFields.Include(property) : !omitted;
            if (required)
            {
                schema.Required.Add(field);
            }

            var canBeNull = _nullability.Create(property).ReadState == NullabilityState.Nullable && !omitted && !(isRequest && required);
            var described = Describe(value, type, property, field, canBeNull);
            schema.Properties[field] = described is OpenApiSchema own ? WordSchemas.Extract(own, name, property, document) : described;
        }
    }

    private IOpenApiSchema Describe(IOpenApiSchema value, Type type, PropertyInfo property, string field, bool canBeNull)
    {
        var note = FieldNotes.Of(field);
        var described = WithNull(value, canBeNull);
        described.Description = _documentation.Member(type, property) ?? note?.Description ?? field; // a test demands the description; here, the rest of the document must not be lost for one
        if (described is not OpenApiSchema schema)
        {
            return described;
        }

        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            Restrict(schema, allowed);
        }

        // A word is its own example, unless an answer rather has none.
        if (note is { ExampleJson: not null, Example: var example }
            && (schema.Enum is null || (example is null && !type.Name.EndsWith(RequestSuffix, StringComparison.Ordinal)))
            && ExampleBuilder.Fits(example, schema))
        {
            schema.Examples = [example ?? JsonNullSentinel.JsonNull];
        }

        return schema;
    }

    private static void Restrict(OpenApiSchema schema, AllowedValuesAttribute allowed)
    {
        var isList = schema.Type?.HasFlag(JsonSchemaType.Array) == true;
        List<JsonNode> words = [.. allowed.Values.OfType<string>().Select(word => JsonValue.Create(word))];
        if (isList && schema.Items is OpenApiSchema items)
        {
            items.Enum = words;
            return;
        }

        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
        {
            words.Add(JsonNullSentinel.JsonNull);
        }

        schema.Enum = words;
    }

    private static IOpenApiSchema WithNull(IOpenApiSchema value, bool canBeNull)
    {
        switch (value)
        {
            case OpenApiSchemaReference reference when canBeNull:
                return new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] };
            case OpenApiSchema { OneOf: { Count: 2 } either } when !canBeNull && either.FirstOrDefault(option => option is OpenApiSchemaReference) is { } only:
                return only;
            case OpenApiSchema { Type: { } type } schema:
                schema.Type = canBeNull ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
                SetNullWord(schema, canBeNull);
                return schema;
            default:
                return value;
        }
    }

    private static void SetNullWord(OpenApiSchema schema, bool canBeNull)
    {
        if (schema.Enum is not { Count: > 0 } words)
        {
            return;
        }

        List<JsonNode> known = [.. words.Where(word => word is not null && !word.IsJsonNullSentinel() && word.GetValueKind() != JsonValueKind.Null)];
        if (canBeNull)
        {
            known.Add(JsonNullSentinel.JsonNull);
        }

        schema.Enum = known;
    }
}
