using System.Text.Json;
using EmailAgent.Api.OpenApi;
using Microsoft.OpenApi;

namespace EmailAgent.Api.Tests.OpenApi;

public sealed class RecordSchemasTests
{
    [Fact]
    public void Field_WithoutADescription_HasItsNameForOne()
    {
        var records = new RecordSchemas();
        var name = records.Name(JsonSerializerOptions.Default.GetTypeInfo(typeof(Undescribed)))!;
        var schema = new OpenApiSchema { Properties = new Dictionary<string, IOpenApiSchema> { ["nobody_knows"] = new OpenApiSchema { Type = JsonSchemaType.String } } };
        records.Complete(new OpenApiDocument { Components = new OpenApiComponents { Schemas = new Dictionary<string, IOpenApiSchema> { [name] = schema } } });
        Assert.Equal("nobody_knows", schema.Properties["nobody_knows"].Description);
    }

    private sealed record Undescribed(string NobodyKnows);
}
