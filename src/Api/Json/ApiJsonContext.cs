using System.Text.Json.Serialization;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;

namespace EmailAgent.Api.Json;

/// <summary>Generated readers and writers for types that belong to no feature; each feature has its own context next to its endpoints.</summary>
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(NoFieldsRequest))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Stream))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
