using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(PageAnswer<EmailSummary>))]
[JsonSerializable(typeof(ListAnswer<EmailSummary>))]
[JsonSerializable(typeof(EmailDetailAnswer))]
[JsonSerializable(typeof(ListAnswer<Label>))]
[JsonSerializable(typeof(Label))]
internal sealed partial class MailJson : JsonSerializerContext;
