namespace EmailAgent.Providers;

/// <summary>The copy of a mailbox of <see cref="PlacedMessage"/>.</summary>
public interface IPlacedCopy : IFolderCopy
{
    /// <summary>Counts the messages of a folder in the copy.</summary>
    Task<long> CountAsync(Guid folderId, CancellationToken cancellationToken);

    /// <summary>Reads the messages of a folder, in no particular order.</summary>
    Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(Guid folderId, CancellationToken cancellationToken);

    /// <summary>Reads the messages of a folder whose UIDs lie in one of the ranges (both ends included).</summary>
    Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(
        Guid folderId, IReadOnlyList<(long First, long Last)> ranges, CancellationToken cancellationToken);

    /// <summary>Finds the locations of messages with these identities, in all folders.</summary>
    Task<IReadOnlyList<KnownPlacement>> FindAsync(IReadOnlyCollection<Guid> identities, CancellationToken cancellationToken);
}
