using System.Text.Json.Serialization;

namespace EmailAgent.Api.Events;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="Json.ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(EventPageAnswer))]
[JsonSerializable(typeof(ServerFrame))]
[JsonSerializable(typeof(ClientFrame))]
internal sealed partial class EventJson : JsonSerializerContext;
