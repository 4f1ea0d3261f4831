using EmailAgent.Api.Json;
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
            // The framework lists the words of an enum without saying that they are text.
            schema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }
}
