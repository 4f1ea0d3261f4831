namespace EmailAgent.Grains.Mail;

/// <summary>Decoded bytes of an attachment.</summary>
/// <param name="Content">The bytes; can be empty although more follow.</param>
/// <param name="Next">Start of the next stretch; null after the last one.</param>
[GenerateSerializer, Immutable, Alias("attachment-stretch")]
public sealed record AttachmentStretch(
    [property: Id(0)] ReadOnlyMemory<byte> Content,
    [property: Id(1)] AttachmentMark? Next);
