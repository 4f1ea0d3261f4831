using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Priority;

namespace EmailAgent.Api.Priority;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(PriorityInboxAnswer))]
[JsonSerializable(typeof(DueReplyPage))]
[JsonSerializable(typeof(EmailFeedbackRequest))]
internal sealed partial class PriorityJson : JsonSerializerContext;
