using System.Runtime.InteropServices;
using EmailAgent.Grains.Blobs;
using EmailAgent.Providers.Blobs;

namespace EmailAgent.Grains.Outgoing;

/// <summary>The contents of outgoing messages, which are blobs of the mailbox's owner.</summary>
internal sealed class OutgoingContents(BlobStorage blobs)
{
    private const string ContentType = "message/rfc822";

    /// <summary>Stores a content. It expires unless a message refers to it soon.</summary>
    public async Task<Outcome<BlobRow>> StoreAsync(Guid userId, Guid mailId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = ToStream(content);
        return await blobs.PutAsync(userId, new NewBlob($"{mailId:N}.eml", ContentType, content.Length, content.Length), stream, cancellationToken);
    }

    /// <summary>Reads a content into memory.</summary>
    /// <exception cref="BlobContentException">The content is missing, or was changed.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(Guid userId, Guid blobId, CancellationToken cancellationToken)
    {
        var blob = await blobs.FindAsync(userId, blobId, cancellationToken) ?? throw new BlobContentException("The content of the message is gone.");
        await using var stream = await blobs.OpenAsync(blob, 0, null, cancellationToken);
        var content = new byte[blob.Size];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static MemoryStream ToStream(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);
}
