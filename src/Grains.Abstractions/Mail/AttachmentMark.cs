namespace EmailAgent.Grains.Mail;

/// <summary>A position in an attachment at which a read can go on.</summary>
/// <param name="Offset">Bytes of the encoded part before it.</param>
/// <param name="Encoding">How the part is encoded.</param>
[GenerateSerializer, Immutable, Alias("attachment-mark")]
public sealed record AttachmentMark(
    [property: Id(0)] long Offset,
    [property: Id(1)] AttachmentEncoding Encoding);
