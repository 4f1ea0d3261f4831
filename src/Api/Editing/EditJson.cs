using System.Text.Json.Serialization;
using EmailAgent.Api.Mail;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Editing;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="Json.ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(EmailChangesRequest))]
[JsonSerializable(typeof(LabelRequest))]
[JsonSerializable(typeof(BulkEditRequest))]
[JsonSerializable(typeof(BulkEditAnswer))]
[JsonSerializable(typeof(NewLabelRequest))]
[JsonSerializable(typeof(LabelChangesRequest))]
internal sealed partial class EditJson : JsonSerializerContext;
