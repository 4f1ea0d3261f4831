using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.ApiKeys;

/// <summary>Descriptions of the fields of API keys.</summary>
internal sealed class ApiKeyFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["allowed_addresses"] = new("Networks that the key can be used from.", "[\"10.0.0.0/8\"]"),
        ["hint"] = new("The last characters of the key.", "\"x7Qa\""),
    };
}
