using System.Text.Json.Nodes;

namespace EmailAgent.Api.OpenApi;

/// <summary>What the OpenAPI document says of fields with a certain name, wherever they are.</summary>
/// <param name="Description">For fields without a documentation comment.</param>
/// <param name="ExampleJson">A value that such a field can have.</param>
internal sealed record FieldNote(string Description, string? ExampleJson)
{
    public JsonNode? Example => ExampleJson is null ? null : JsonNode.Parse(ExampleJson);
}
