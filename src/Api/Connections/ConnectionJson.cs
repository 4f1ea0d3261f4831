using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSourceGenerationOptions(Converters = new[] { typeof(TransportSecurityConverter), typeof(SnakeCaseEnum<PollMode>), typeof(SnakeCaseEnum<PollWhen>) })]
[JsonSerializable(typeof(ConnectRequest))]
[JsonSerializable(typeof(DiscoverRequest))]
[JsonSerializable(typeof(DiscoveredServers))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(ListAnswer<Connection>))]
[JsonSerializable(typeof(Dictionary<string, ProviderStatusAnswer>))]
[JsonSerializable(typeof(ConnectionHealth))]
internal sealed partial class ConnectionJson : JsonSerializerContext;
