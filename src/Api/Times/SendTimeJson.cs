using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Times;

namespace EmailAgent.Api.Times;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(ResolvedTime))]
internal sealed partial class SendTimeJson : JsonSerializerContext;
