namespace EmailAgent.Grains.Mail;

/// <summary>Which message an attachment belongs to, and what is known of it without asking its mail server.</summary>
/// <param name="Size">Bytes after decoding.</param>
[GenerateSerializer, Immutable, Alias("attachment-location")]
public sealed record AttachmentLocation(
    [property: Id(0)] string Id,
    [property: Id(1)] string EmailId,
    [property: Id(2)] string ConnectionId,
    [property: Id(3)] long Size)
{
    /// <summary>The name of the file.</summary>
    [Id(4)]
    public string Filename { get; init; } = "";

    /// <summary>The media type, as the sender declared it, which may be wrong or malicious.</summary>
    [Id(5)]
    public string ContentType { get; init; } = "";

    /// <summary>Bytes of the whole message on the server.</summary>
    [Id(6)]
    public long MessageSize { get; init; }

    /// <summary>Whether the server hands out whole messages only, so that reading the attachment takes memory for all of one.</summary>
    [Id(7)]
    public bool InOnePiece { get; init; }

    /// <summary>Whether only the beginning of the message was read, so that <see cref="Size"/> may be less than the attachment has.</summary>
    [Id(8)]
    public bool IsTruncated { get; init; }
}
