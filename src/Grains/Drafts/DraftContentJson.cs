using System.Text.Json.Serialization;
using EmailAgent.Grains.Composition;

namespace EmailAgent.Grains.Drafts;

/// <summary>The form in which contents of drafts are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComposeRequest))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class DraftContentJson : JsonSerializerContext;
