namespace EmailAgent.Providers.Imap;

/// <summary>The messages of an edit, by folder, and the results so far.</summary>
internal sealed class ImapEditSheet
{
    private readonly EditResult[] _results;

    public ImapEditSheet(IReadOnlyList<RemoteLocation> messages)
    {
        _results = new EditResult[messages.Count];
        Array.Fill(_results, EditResult.Gone);
        Groups =
        [
            .. messages.Select((message, index) => (Place: (PlacedLocation)message, Index: index))
                .GroupBy(entry => (entry.Place.FolderRef, ImapCursor.Parse(entry.Place.Cursor)?.UidValidity))
                .Select(group => new ImapEditGroup(
                    this, group.Key.FolderRef, group.Key.UidValidity, group.ToLookup(entry => (uint)entry.Place.Uid, entry => entry.Index))),
        ];
    }

    public IReadOnlyList<ImapEditGroup> Groups { get; }

    public List<RemoteFlags> Flags { get; } = [];

    public List<RemotePlacement> Removed { get; } = [];

    public List<RemoteMove> Moved { get; } = [];

    /// <summary>Returns the cursors by folder.</summary>
    public Dictionary<Guid, FolderCursor> Cursors { get; } = [];

    public bool NeedsPull { get; set; }

    public void Set(IEnumerable<int> messages, EditResult result)
    {
        foreach (var index in messages)
        {
            _results[index] = result;
        }
    }

    public EditOutcome ToOutcome() => new(
        _results, new PlacedChanges { Flags = Flags, Removed = Removed, Moved = Moved, Cursors = [.. Cursors.Values] }, NeedsPull);
}
