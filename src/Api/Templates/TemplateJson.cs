using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Templates;

namespace EmailAgent.Api.Templates;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSourceGenerationOptions(Converters = new[] { typeof(TemplateValuesConverter) })]
[JsonSerializable(typeof(MailTemplateRequest))]
[JsonSerializable(typeof(MailTemplateChangesRequest))]
[JsonSerializable(typeof(MailTemplate))]
[JsonSerializable(typeof(ListAnswer<ListedMailTemplate>))]
[JsonSerializable(typeof(TemplatePreviewRequest))]
[JsonSerializable(typeof(TemplatePreview))]
internal sealed partial class TemplateJson : JsonSerializerContext;
