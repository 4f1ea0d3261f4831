using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The findings of one pull that are not settled yet. Does no I/O.</summary>
internal sealed class RoundFindings(ImapFolders folders)
{
    private readonly MoveMatcher _vanished = new();
    private readonly Dictionary<Guid, FolderInspection> _inspected = [];
    private readonly HashSet<(Guid FolderId, uint Uid)> _seen = [];
    private bool _hidesArrivals;

    /// <summary>Returns the number of vanished messages that have not been found elsewhere.</summary>
    public int Vanished => _vanished.Count;

    /// <summary>Takes over a look at a folder, in place of an earlier one.</summary>
    public void Add(ImapFolder folder, FolderInspection found)
    {
        _inspected[folder.Id] = found;
        foreach (var message in found.Vanished)
        {
            _vanished.Add(folder.Id, message);
        }
    }

    /// <summary>Forgets the look at a folder, so that its cursor stays.</summary>
    /// <param name="hidesArrivals">Indicates whether what vanished elsewhere may be there. Not for a folder that was refused before: that may last.</param>
    public void Drop(ImapFolder folder, bool hidesArrivals)
    {
        _inspected.Remove(folder.Id);
        _hidesArrivals |= hidesArrivals;
    }

    /// <summary>Indicates whether the last check of the folder has found changes.</summary>
    public bool HasChanges(ImapFolder folder) => _inspected.GetValueOrDefault(folder.Id) is { HasChanges: true };

    /// <inheritdoc cref="MoveMatcher.Match"/>
    public RemotePlacement? Match(Guid identity) => _vanished.Match(identity);

    /// <summary>Notes messages that the round has dealt with: a second look must not find them again.</summary>
    public void See(ImapFolder folder, IEnumerable<uint> uids) => _seen.UnionWith(uids.Select(uid => (folder.Id, uid)));

    public UidSet Unseen(ImapFolder folder, UidSet uids) =>
        uids.Except(UidSet.Of(_seen.Where(seen => seen.FolderId == folder.Id).Select(seen => seen.Uid)));

    /// <summary>
    /// Ends the round: what vanished and was not found elsewhere is deleted, and the cursors advance. Where it may have moved to a folder
    /// that could not be read, it stays, and vanishes again in the next round.
    /// </summary>
    public PlacedChanges Settle()
    {
        var rest = _vanished.TakeRest();
        var held = _hidesArrivals ? rest.Select(place => place.FolderId).ToHashSet() : [];
        List<FolderCursor> cursors = [.. _inspected.Where(found => !held.Contains(found.Key)).Select(found => folders.Find(found.Key)?.Reach(found.Value.Next)).OfType<FolderCursor>()];
        return new PlacedChanges
        {
            Flags = [.. _inspected.Values.SelectMany(found => found.Flags)],
            Removed = _hidesArrivals ? [] : rest,
            Rebased = [.. _inspected.Values.Select(found => found.Rebase).OfType<FolderRebase>()],
            Cursors = cursors,
        };
    }
}
