using System.Text.Json.Nodes;
using EmailAgent.Api.Events;
using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Describes every type of event in the section <c>webhooks</c>: what is sent, whichever way a client receives it.</summary>
internal static class EventWebhooks
{
    public static void AddTo(OpenApiDocument document)
    {
        document.Webhooks = new Dictionary<string, IOpenApiPathItem>();
        foreach (var description in EventCatalog.All)
        {
            var name = string.Concat(description.Type.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            document.AddComponent<IOpenApiSchema>($"{name}Event", Envelope(description));
            document.Webhooks[description.Type] = new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Describe(description, name, document) },
            };
        }
    }

    private static OpenApiOperation Describe(EventDescription description, string name, OpenApiDocument document) => new()
    {
        OperationId = $"on{name}",
        Summary = description.Summary,
        Description = "The same envelope is an item of `GET /events`, the data of a server-sent event, a frame of the WebSocket, and the body of a delivery to a webhook.",
        Tags = new HashSet<OpenApiTagReference> { new(EventEndpoints.Tag.Name, document) },
        Security = [],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference($"{name}Event", document) } },
        },
        Responses = new OpenApiResponses { ["2XX"] = new OpenApiResponse { Description = "Received." } },
    };

    private static OpenApiSchema Envelope(EventDescription description) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description.Summary,
        Required = new HashSet<string> { "seq", "type", "timestamp", "data" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["seq"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "The position in the log, from 1. Positions grow; events that the caller does not see or has not requested leave gaps.", Examples = [JsonValue.Create(42)] },
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The type of the event.", Enum = [JsonValue.Create(description.Type)] },
            ["timestamp"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "When it happened." },
            ["data"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Ids and flags, never mail content.",
                Required = description.Data.Where(field => field.Always).Select(field => field.Name).ToHashSet(),
                Properties = description.Data.ToDictionary(field => field.Name, IOpenApiSchema (field) => Field(field)),
            },
        },
    };

    private static OpenApiSchema Field(EventField field) => new()
    {
        Type = field.Kind switch
        {
            EventFieldKind.Flag => JsonSchemaType.Boolean,
            EventFieldKind.Number => JsonSchemaType.Integer,
            EventFieldKind.Texts => JsonSchemaType.Array,
            EventFieldKind.TextOrNull => JsonSchemaType.String | JsonSchemaType.Null,
            _ => JsonSchemaType.String,
        },
        Format = field.Kind == EventFieldKind.Number ? "int64" : null,
        Items = field.Kind == EventFieldKind.Texts ? new OpenApiSchema { Type = JsonSchemaType.String } : null,
        Description = field.Description,
        Examples = [JsonNode.Parse(field.ExampleJson)!],
    };
}
