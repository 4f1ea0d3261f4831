using MimeKit;

namespace EmailAgent.Delivery.Messages;

/// <summary>The content of a part that is read from its source each time it is written.</summary>
/// <param name="open">Opens the source.</param>
/// <param name="encoding">Encoding in which the source holds the content.</param>
internal sealed class SourceContent(Func<CancellationToken, Task<Stream>> open, ContentEncoding encoding) : IMimeContent
{
    public ContentEncoding Encoding => encoding;

    public NewLineFormat? NewLineFormat => null;

    public Stream Stream => throw new NotSupportedException("The content is read only while it is written.");

    public Stream Open() => throw new NotSupportedException("The content is read only while it is written.");

    public void DecodeTo(Stream stream, CancellationToken cancellationToken = default) => throw new NotSupportedException("The content is written asynchronously.");

    public void WriteTo(Stream stream, CancellationToken cancellationToken = default) => throw new NotSupportedException("The content is written asynchronously.");

    public Task DecodeToAsync(Stream stream, CancellationToken cancellationToken = default) => WriteToAsync(stream, cancellationToken);

    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        var source = await open(cancellationToken).ConfigureAwait(false);
        await using var closing = source.ConfigureAwait(false);
        await source.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        // The source is open only while it is copied.
    }
}
