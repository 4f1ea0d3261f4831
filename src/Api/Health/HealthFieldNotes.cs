using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Health;

/// <summary>Descriptions of the fields of the health of the instance.</summary>
internal sealed class HealthFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["docs"] = new("Address of the interactive pages.", "\"/docs\""),
        ["health"] = new("Address of the health check.", "\"/health\""),
        ["openapi"] = new("Address of the OpenAPI document.", "\"/openapi/v1.json\""),
        ["parts"] = new("The parts of the instance.", null),
        ["version"] = new("The version of the server.", "\"0.1.0\""),
    };
}
