using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Push;

namespace EmailAgent.Api.Push;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(WatchStartRequest))]
[JsonSerializable(typeof(WatchState))]
[JsonSerializable(typeof(MailboxHistory))]
[JsonSerializable(typeof(ListAnswer<PushNotification>))]
[JsonSerializable(typeof(QueueProcessAnswer))]
internal sealed partial class PushJson : JsonSerializerContext;
