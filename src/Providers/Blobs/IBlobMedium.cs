namespace EmailAgent.Providers.Blobs;

/// <summary>Storage of encrypted contents by id: a folder, or a bucket of S3. Each content is written once, and never changed.</summary>
public interface IBlobMedium
{
    /// <summary>Stores a content durably. A failure leaves at most a rest that <see cref="DeleteAsync"/> removes.</summary>
    /// <param name="content">Read once, to its end.</param>
    Task WriteAsync(Guid id, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens a part of a content; the stream can be longer than the part.</summary>
    /// <exception cref="BlobContentException">There is no such content.</exception>
    Task<Stream> OpenAsync(Guid id, long offset, long length, CancellationToken cancellationToken);

    /// <summary>Deletes a content; succeeds if there is none.</summary>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);
}
