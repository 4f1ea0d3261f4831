using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Api.Outgoing;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(ScheduleRequest))]
[JsonSerializable(typeof(ScheduleChanges))]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(OutgoingMail))]
[JsonSerializable(typeof(OutgoingPage))]
internal sealed partial class OutgoingJson : JsonSerializerContext;
