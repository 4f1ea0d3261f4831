using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmailAgent.Grains.Templates;

/// <summary>The stored form of the variables of a template.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<TemplateVariable>))]
internal sealed partial class TemplateVariableJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<TemplateVariable> variables) => JsonSerializer.Serialize(variables, Default.IReadOnlyListTemplateVariable);

    public static IReadOnlyList<TemplateVariable> Read(string json) => JsonSerializer.Deserialize(json, Default.IReadOnlyListTemplateVariable) ?? [];
}
