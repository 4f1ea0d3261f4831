using System.Globalization;
using System.Text.Json.Nodes;
using EmailAgent.Api.Parameters;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Describes query parameters.</summary>
internal static class QueryParameterSchemas
{
    public static OpenApiParameter Describe(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Required = parameter is TextParameter { Required: true },
        Style = parameter is ListParameter ? ParameterStyle.Form : null,
        Explode = parameter is not ListParameter,
        Schema = SchemaOf(parameter),
    };

    private static OpenApiSchema SchemaOf(QueryParameter parameter) => parameter switch
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
        ChoiceParameter choice => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. choice.Values.Select(value => (JsonNode)JsonValue.Create(value))],
            Default = choice.Default is null ? null : JsonValue.Create(choice.Default),
        },
        ListParameter list => new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = list.Known is null ? null : [.. list.Known.Select(value => (JsonNode)JsonValue.Create(value))],
            },
        },
        TextParameter text => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = text.MaxLength },
        _ => throw new InvalidOperationException($"{parameter.GetType().Name} has no schema."),
    };
}
