using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Composition;

namespace EmailAgent.Api.Composition;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSourceGenerationOptions(Converters = new[] { typeof(ComposeAddressConverter) })]
[JsonSerializable(typeof(ComposeAddress))]
[JsonSerializable(typeof(MailIdentityRequest))]
[JsonSerializable(typeof(MailIdentityChangesRequest))]
[JsonSerializable(typeof(MailIdentity))]
[JsonSerializable(typeof(ListAnswer<MailIdentity>))]
internal sealed partial class CompositionJson : JsonSerializerContext;
