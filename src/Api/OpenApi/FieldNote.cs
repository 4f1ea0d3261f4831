using System.Text.Json.Nodes;

namespace EmailAgent.Api.OpenApi;

/// <summary>A description of all fields with a certain name in the OpenAPI document.</summary>
/// <param name="Description">The description of fields without a documentation comment.</param>
/// <param name="ExampleJson">A value that such a field can have.</param>
internal sealed record FieldNote(string Description, string? ExampleJson)
{
    public JsonNode? Example => ExampleJson is null ? null : JsonNode.Parse(ExampleJson);
}
