namespace EmailAgent.Grains.Mail;

/// <summary>An attachment with its content.</summary>
/// <param name="Filename">The name of the file.</param>
/// <param name="ContentType">The media type, as the sender declared it, which may be wrong or malicious.</param>
/// <param name="Content">The decoded bytes.</param>
[GenerateSerializer, Immutable, Alias("attachment-content")]
public sealed record AttachmentContent(
    [property: Id(0)] string Filename,
    [property: Id(1)] string ContentType,
    [property: Id(2)] ReadOnlyMemory<byte> Content);
