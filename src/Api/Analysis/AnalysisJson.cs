using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Analysis;

namespace EmailAgent.Api.Analysis;

/// <summary>Generated writers for the answers of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(AnalysisStatus))]
[JsonSerializable(typeof(AnalysisStats))]
internal sealed partial class AnalysisJson : JsonSerializerContext;
