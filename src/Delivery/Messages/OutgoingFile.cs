namespace EmailAgent.Delivery.Messages;

/// <summary>A file of a message, read from its source while the message is written and never held in memory as a whole.</summary>
public sealed record OutgoingFile
{
    /// <summary>Gets the function that opens the content from its start. Called once, and for <c>message/rfc822</c> twice; the stream need not seek.</summary>
    public required Func<CancellationToken, Task<Stream>> Open { get; init; }

    /// <summary>Gets the name shown to the recipient; null for none.</summary>
    public string? FileName { get; init; }

    /// <summary>Gets the media type. A message (<c>message/rfc822</c>) is embedded without encoding. Default: application/octet-stream.</summary>
    public string MediaType { get; init; } = "application/octet-stream";

    /// <summary>Gets the identifier, without brackets, by which HTML shows the file (<c>cid:</c>); required for inline files. Default: null.</summary>
    public string? ContentId { get; init; }

    /// <summary>Creates a file from memory.</summary>
    public static OutgoingFile Of(ReadOnlyMemory<byte> content, string? fileName = null, string mediaType = "application/octet-stream", string? contentId = null) => new()
    {
        Open = _ => Task.FromResult<Stream>(new MemoryStream(content.ToArray(), writable: false)),
        FileName = fileName,
        MediaType = mediaType,
        ContentId = contentId,
    };
}
