using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Shares;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSourceGenerationOptions(Converters = new[] { typeof(SnakeCaseEnum<MailboxAccess>) })]
[JsonSerializable(typeof(ShareConnectionRequest))]
[JsonSerializable(typeof(ConnectionShare))]
[JsonSerializable(typeof(ListAnswer<ConnectionShare>))]
internal sealed partial class ShareJson : JsonSerializerContext;
