using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>
/// Named schemas of the words that a field can have, from which generated clients name their enums: after the enum, after the attribute that
/// lists the words, or after the record and the field.
/// </summary>
internal static class WordSchemas
{
    private const string Marker = "NameAttribute";

    /// <summary>Replaces the words of a field, or of the items of a list, with a reference to their schema.</summary>
    /// <param name="field">The field as it is described so far.</param>
    /// <param name="record">The name of the schema that the field is in.</param>
    /// <param name="property">The field's property.</param>
    /// <param name="document">Takes the named schemas.</param>
    public static IOpenApiSchema Extract(OpenApiSchema field, string record, PropertyInfo property, OpenApiDocument document)
    {
        if (field.Items is OpenApiSchema { Enum: { Count: > 0 } itemWords })
        {
            field.Items = Refer(itemWords, field.Description, record, property, document);
            return field;
        }

        if (field.Enum is not { Count: > 0 } words)
        {
            return field;
        }

        var reference = Refer(words, field.Description, record, property, document);
        if (field.Type?.HasFlag(JsonSchemaType.Null) == true)
        {
            return new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference], Description = field.Description, Examples = field.Examples };
        }

        reference.Description = field.Description;
        return reference;
    }

    private static OpenApiSchemaReference Refer(IList<JsonNode> listed, string? description, string record, PropertyInfo property, OpenApiDocument document)
    {
        List<JsonNode> words = [.. listed.Where(word => word is not null && !word.IsJsonNullSentinel() && word.GetValueKind() != JsonValueKind.Null)];
        var name = NameOf(property) is { } shared && !IsTaken(shared, words, document) ? shared : record + property.Name;
        if (document.Components?.Schemas?.ContainsKey(name) != true)
        {
            document.AddComponent<IOpenApiSchema>(name, new OpenApiSchema { Type = JsonSchemaType.String, Description = description, Enum = words });
        }

        return new OpenApiSchemaReference(name, document);
    }

    private static string? NameOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<AllowedValuesAttribute>()?.GetType() is { } marker && marker != typeof(AllowedValuesAttribute))
        {
            return marker.Name.EndsWith(Marker, StringComparison.Ordinal) ? marker.Name[..^Marker.Length] : null;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsEnum ? type.Name : null;
    }

    /// <summary>Indicates whether a name is used already for something else than these words.</summary>
    private static bool IsTaken(string name, List<JsonNode> words, OpenApiDocument document) =>
        document.Components?.Schemas?.TryGetValue(name, out var known) == true
        && known?.Enum?.Select(word => word.ToString()).SequenceEqual(words.Select(word => word.ToString()), StringComparer.Ordinal) != true;
}
