using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Slack;

namespace EmailAgent.Api.Slack;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(SlackRequest))]
[JsonSerializable(typeof(SlackIntegration))]
internal sealed partial class SlackJson : JsonSerializerContext;
