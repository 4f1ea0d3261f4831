using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Sync;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(SyncStatus))]
[JsonSerializable(typeof(ListAnswer<SyncStatus>))]
internal sealed partial class SyncJson : JsonSerializerContext;
