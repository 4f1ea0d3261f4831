using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Api.Tasks;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(MailTaskRequest))]
[JsonSerializable(typeof(MailTaskChangesRequest))]
[JsonSerializable(typeof(MailTask))]
[JsonSerializable(typeof(PageAnswer<MailTask>))]
[JsonSerializable(typeof(ListAnswer<MailTask>))]
[JsonSerializable(typeof(TaskFeed))]
[JsonSerializable(typeof(TaskFeedLink))]
internal sealed partial class TaskJson : JsonSerializerContext;
