using System.Text.Json.Serialization;
using EmailAgent.Grains.Retrieval;

namespace EmailAgent.Api.Retrieval;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="Json.ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(RagQueryRequest))]
[JsonSerializable(typeof(RagAnswer))]
internal sealed partial class RetrievalJson : JsonSerializerContext;
