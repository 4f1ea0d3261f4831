using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Marks an endpoint that reads a form by itself, as it arrives. The endpoint also refuses other media types, after the caller is known.</summary>
/// <param name="ContentType">The media type of the form.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record FormMetadata(string ContentType, IReadOnlyList<FormField> Fields)
{
    public OpenApiRequestBody ToBody() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ContentType] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "The fields of the form.",
                    Properties = Fields.ToDictionary<FormField, string, IOpenApiSchema>(field => field.Name, field => field.ToSchema()),
                    Required = Fields.Where(field => field.IsFile).Select(field => field.Name).ToHashSet(),
                    AdditionalPropertiesAllowed = false,
                },
            },
        },
    };
}
