using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>A field of a form.</summary>
/// <param name="IsFile">Indicates whether it is a file, which is required, rather than a text, which is not.</param>
internal sealed record FormField(string Name, string Description, bool IsFile)
{
    public OpenApiSchema ToSchema() => new() { Type = JsonSchemaType.String, Format = IsFile ? "binary" : null, Description = Description };
}
