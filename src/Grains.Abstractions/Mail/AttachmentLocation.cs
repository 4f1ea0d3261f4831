namespace EmailAgent.Grains.Mail;

/// <summary>Message of an attachment, and what is known of the attachment without its mail server.</summary>
/// <param name="Size">Bytes after decoding.</param>
[GenerateSerializer, Immutable, Alias("attachment-location")]
public sealed record AttachmentLocation(
    [property: Id(0)] string Id,
    [property: Id(1)] string EmailId,
    [property: Id(2)] string ConnectionId,
    [property: Id(3)] long Size)
{
    [Id(4)]
    public string Filename { get; init; } = "";

    /// <summary>Media type as declared by the sender, which can be wrong or malicious.</summary>
    [Id(5)]
    public string ContentType { get; init; } = "";

    /// <summary>Bytes of the whole message on the server.</summary>
    [Id(6)]
    public long MessageSize { get; init; }

    /// <summary>Indicates whether the server sends whole messages only, so that reading the attachment takes memory for all of one.</summary>
    [Id(7)]
    public bool InOnePiece { get; init; }

    /// <summary>Indicates whether only the beginning of the message was read, so that <see cref="Size"/> can be smaller than the attachment.</summary>
    [Id(8)]
    public bool IsTruncated { get; init; }
}
