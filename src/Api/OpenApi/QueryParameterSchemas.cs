using System.Globalization;
using System.Text.Json.Nodes;
using EmailAgent.Api.Parameters;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Describes query parameters.</summary>
internal static class QueryParameterSchemas
{
    /// <param name="parameter">The parameter.</param>
    /// <param name="document">Takes the named schemas.</param>
    public static OpenApiParameter Describe(QueryParameter parameter, OpenApiDocument? document) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Required = parameter is TextParameter { Required: true },
        Style = parameter is ListParameter ? ParameterStyle.Form : null,
        Explode = parameter is not ListParameter,
        Schema = SchemaOf(parameter, document),
    };

    private static IOpenApiSchema SchemaOf(QueryParameter parameter, OpenApiDocument? document) => parameter switch
    {
        IntegerParameter integer => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = Math.Max(integer.Min, 0).ToString(CultureInfo.InvariantCulture),
            Maximum = integer.Max == long.MaxValue ? null : integer.Max.ToString(CultureInfo.InvariantCulture),
            Default = integer.Default < integer.Min ? null : JsonValue.Create(integer.Default),
        },
        BooleanParameter => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        // A date alone will do, too, which the format would exclude.
        TimestampParameter => new OpenApiSchema { Type = JsonSchemaType.String, Examples = [JsonValue.Create("2026-11-20T12:00:00Z"), JsonValue.Create("2026-11-20")] },
        ChoiceParameter choice => Named(choice.Schema, choice, choice.Values, choice.Default, document),
        ListParameter list => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Named(list.Schema, list, list.Known, null, document) },
        TextParameter text => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = text.MaxLength },
        _ => throw new InvalidOperationException($"{parameter.GetType().Name} has no schema."),
    };

    // Generators number the enums that have no name: what was In2 would be In3 as soon as another operation has such a parameter.
    private static OpenApiSchemaReference Named(string name, QueryParameter parameter, IReadOnlyList<string> words, string? byDefault, OpenApiDocument? document)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = parameter.Description,
            Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))],
            Default = byDefault is null ? null : JsonValue.Create(byDefault),
        };
        document?.AddComponent<IOpenApiSchema>(name, schema);
        return new OpenApiSchemaReference(name, document);
    }
}
