using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Api.Uploads;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(AttachmentLinkAnswer))]
internal sealed partial class UploadJson : JsonSerializerContext;
