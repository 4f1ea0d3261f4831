using System.Text.Json.Serialization;

namespace EmailAgent.Grains.Slack;

/// <summary>The form in which settings are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackRequest))]
internal sealed partial class SlackSettingsJson : JsonSerializerContext;
