using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.ApiKeys;

namespace EmailAgent.Api.ApiKeys;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(NewApiKeyRequest))]
[JsonSerializable(typeof(ApiKeyChangesRequest))]
[JsonSerializable(typeof(NewApiKeyAnswer))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ListAnswer<ApiKey>))]
internal sealed partial class ApiKeyJson : JsonSerializerContext;
