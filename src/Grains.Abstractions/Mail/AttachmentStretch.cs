namespace EmailAgent.Grains.Mail;

/// <summary>Decoded bytes of an attachment.</summary>
/// <param name="Content">The bytes; may be empty although more follow.</param>
/// <param name="Next">Where the next stretch begins; null behind the last one.</param>
[GenerateSerializer, Immutable, Alias("attachment-stretch")]
public sealed record AttachmentStretch(
    [property: Id(0)] ReadOnlyMemory<byte> Content,
    [property: Id(1)] AttachmentMark? Next);
