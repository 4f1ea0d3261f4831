using EmailAgent.Providers.Blobs;

namespace EmailAgent.Providers.Tests.Blobs;

/// <summary>A medium in memory, which returns exactly the part that it is asked for.</summary>
internal sealed class MemoryBlobMedium : IBlobMedium
{
    public byte[] Content { get; set; } = [];

    public async Task WriteAsync(Guid id, Stream content, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        Content = copy.ToArray();
    }

    public Task<Stream> OpenAsync(Guid id, long offset, long length, CancellationToken cancellationToken)
    {
        var begin = (int)Math.Min(offset, Content.Length);
        return Task.FromResult<Stream>(new MemoryStream(Content, begin, (int)Math.Min(length, Content.Length - begin), writable: false));
    }

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        Content = [];
        return Task.CompletedTask;
    }
}
