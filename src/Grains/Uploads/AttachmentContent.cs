namespace EmailAgent.Grains.Uploads;

/// <summary>The opened content of an attachment; disposed by its reader.</summary>
/// <param name="FileName">Its name, without folders and control characters.</param>
/// <param name="MediaType">The media type as its sender or uploader gave it.</param>
/// <param name="Size">Bytes; of a received attachment, as its message was read, so that the content can differ.</param>
/// <param name="Content">Read once, to its end. Fails with an <see cref="AttachmentUnavailableException"/> where a mail server does not deliver it.</param>
/// <param name="ContentId">The Content-ID by which the HTML of a message refers to it; null without one.</param>
internal sealed record AttachmentContent(string FileName, string MediaType, long Size, Stream Content, string? ContentId) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
