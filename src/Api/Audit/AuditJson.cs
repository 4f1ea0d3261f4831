using System.Text.Json.Serialization;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Audit;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="Json.ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditVerification))]
internal sealed partial class AuditJson : JsonSerializerContext;
