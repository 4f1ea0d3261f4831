using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Protection;

namespace EmailAgent.Api.Protection;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(EmailProtection))]
[JsonSerializable(typeof(NewProtectionKey))]
[JsonSerializable(typeof(ProtectionKey))]
[JsonSerializable(typeof(ListAnswer<ProtectionKey>))]
internal sealed partial class ProtectionJson : JsonSerializerContext;
