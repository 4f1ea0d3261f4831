namespace EmailAgent.Grains.Mail;

/// <summary>Which message an attachment belongs to, for a caller that wants its content.</summary>
/// <param name="Size">Bytes after decoding.</param>
[GenerateSerializer, Immutable, Alias("attachment-location")]
public sealed record AttachmentLocation(
    [property: Id(0)] string Id,
    [property: Id(1)] string EmailId,
    [property: Id(2)] string ConnectionId,
    [property: Id(3)] long Size);
