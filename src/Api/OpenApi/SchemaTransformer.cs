using System.Text.Json.Nodes;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Templates;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Schemas of types that write themselves.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(RawJson))
        {
            schema.Type = JsonSchemaType.Object;
        }
        else if (type == typeof(TemplateValues))
        {
            (schema.Type, schema.AdditionalPropertiesAllowed, schema.Description) = (JsonSchemaType.Object, true, "Values by the names of variables.");
        }
        else if (type == typeof(ComposeAddress))
        {
            DescribeAddress(schema);
        }
        else if (type == typeof(Stream))
        {
            (schema.Type, schema.Format, schema.Description) = (JsonSchemaType.String, "binary", "Bytes.");
        }
        else if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema.Type = type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            // The framework lists the words of an enum without their type, which is text.
            schema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }

    private static void DescribeAddress(OpenApiSchema schema)
    {
        schema.Type = null;
        schema.Description = "An address as text, alone or after a name, or as an object.";
        schema.OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String, Description = "The address, such as ada@example.org or Ada <ada@example.org>.", Examples = [JsonValue.Create("ada@example.org")] },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "The address and the name beside it.",
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["email"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The bare address.", Examples = [JsonValue.Create("ada@example.org")] },
                    ["name"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "The name beside it; null for none.", Examples = [JsonValue.Create("Ada")] },
                },
                Required = new HashSet<string>(StringComparer.Ordinal) { "email" },
                AdditionalPropertiesAllowed = false,
            },
        ];
    }
}
