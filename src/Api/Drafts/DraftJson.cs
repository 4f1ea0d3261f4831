using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Drafts;

namespace EmailAgent.Api.Drafts;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(DraftRequest))]
[JsonSerializable(typeof(DraftSendRequest))]
[JsonSerializable(typeof(Draft))]
[JsonSerializable(typeof(DraftPage))]
internal sealed partial class DraftJson : JsonSerializerContext;
