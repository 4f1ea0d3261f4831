using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Grains.Composition;

/// <summary>A file of a message. What was opened to describe it is what is written; only a second reading opens it again.</summary>
internal sealed class ComposedFile(
    Guid id, AttachmentContent content, Func<CancellationToken, Task<Outcome<AttachmentContent>>> reopen) : IAsyncDisposable
{
    private const string UnknownType = "application/octet-stream";

    private readonly AttachmentContent _content = content;
    private AttachmentContent? _unread = content;

    public long Size => _content.Size;

    /// <summary>Returns the file as HTML refers to it, or null if it does not.</summary>
    /// <param name="references">The Content-IDs in the HTML.</param>
    public OutgoingFile? AsInline(IReadOnlySet<string> references)
    {
        var contentId = _content.ContentId is { } own && references.Contains(own) ? own : references.Contains(Ids.Format(id)) ? Ids.Format(id) : null;
        return contentId is null ? null : AsAttachment() with { ContentId = contentId };
    }

    public OutgoingFile AsAttachment() => new() { Open = OpenAsync, FileName = _content.FileName, MediaType = Tidy(_content.MediaType) };

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _unread, null)?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The writer disposes of the stream.
    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _unread, null) is { } unread)
            return unread.Content;
        var again = await reopen(cancellationToken);
        return again.Value?.Content ?? throw new AttachmentUnavailableException(again.Problem!);
    }

    // As its sender gave it, which can be anything; a file is never a multipart.
    private static string Tidy(string mediaType)
    {
        var type = mediaType.Split(';')[0].Trim().ToLowerInvariant();
        return type.Split('/') is [{ Length: > 0 } main, { Length: > 0 } sub] && main != "multipart" && IsToken(main) && IsToken(sub) ? type : UnknownType;
    }

    private static bool IsToken(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '+' or '_');
}
