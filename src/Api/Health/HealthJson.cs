using System.Text.Json.Serialization;
using EmailAgent.Grains.Health;

namespace EmailAgent.Api.Health;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="Json.ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(RootAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
