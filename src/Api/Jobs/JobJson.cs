using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Api.Jobs;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(JobStats))]
[JsonSerializable(typeof(QueuedJob))]
internal sealed partial class JobJson : JsonSerializerContext;
