namespace EmailAgent.Providers.Tests.Imap;

/// <summary>An IMAP mailbox's copy in memory, which applies batches as a store would and writes down what happened to whom.</summary>
internal sealed class CopyModel : IMailboxCopy, IPlacedCopy
{
    private readonly Dictionary<string, Folder> _folders = new(StringComparer.Ordinal);

    /// <summary>What was announced, in order: arrivals, deletions, moves.</summary>
    public List<string> Log { get; } = [];

    public IEnumerable<Folder> Folders => _folders.Values;

    public OutstandingModel Outstanding { get; } = new();

    public IPlacedCopy Placed => this;

    public ILabelledCopy Labelled => throw new NotSupportedException();

    /// <summary>Done before a folder is read as a whole; gets its name.</summary>
    public Func<string, Task> BeforeRead { get; set; } = _ => Task.CompletedTask;

    public Folder this[string name] => _folders[name];

    public int Count => _folders.Values.Sum(folder => folder.Messages.Count);

    public Task<IReadOnlyList<KnownFolder>> ReadFoldersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KnownFolder>>([.. _folders.Values.Select(folder => new KnownFolder(folder.Id, folder.Name, folder.Cursor))]);

    public Task<IReadOnlyList<KnownFolder>> SaveFoldersAsync(IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken)
    {
        foreach (var folder in folders.Where(folder => folder.FormerRef is not null))
        {
            _folders.Remove(folder.FormerRef!, out var renamed);
            renamed!.Name = folder.Ref;
            _folders.Add(folder.Ref, renamed);
        }

        foreach (var gone in _folders.Keys.Except(folders.Select(folder => folder.Ref)).ToList())
        {
            Log.AddRange(_folders[gone].Messages.Values.Select(message => $"deleted {message.Id}"));
            Outstanding.Leave(_folders[gone].Id);
            _folders.Remove(gone);
        }

        foreach (var folder in folders)
        {
            _folders.TryAdd(folder.Ref, new Folder(Guid.NewGuid(), folder.Ref, folder.Role));
        }

        return Task.FromResult<IReadOnlyList<KnownFolder>>([.. folders.Select(folder => _folders[folder.Ref]).Select(folder => new KnownFolder(folder.Id, folder.Name, folder.Cursor))]);
    }

    public Task<long> CountAsync(Guid folderId, CancellationToken cancellationToken) => Task.FromResult((long)ById(folderId).Messages.Count);

    public async Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(Guid folderId, CancellationToken cancellationToken)
    {
        await BeforeRead(ById(folderId).Name);
        return await ReadFolderAsync(folderId, [(1, long.MaxValue)], cancellationToken);
    }

    public Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(
        Guid folderId, IReadOnlyList<(long First, long Last)> ranges, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KnownMessage>>([.. ById(folderId).Messages
            .Where(entry => ranges.Any(range => entry.Key >= range.First && entry.Key <= range.Last))
            .Select(entry => new KnownMessage(entry.Key, entry.Value.Id, entry.Value.Identity, entry.Value.Flags))]);

    public Task<IReadOnlyList<KnownPlacement>> FindAsync(IReadOnlyCollection<Guid> identities, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KnownPlacement>>([.. from folder in _folders.Values
                                                           from entry in folder.Messages
                                                           where identities.Contains(entry.Value.Identity)
                                                           select new KnownPlacement(entry.Value.Identity, folder.Id, entry.Key, entry.Value.ReceivedAt)]);

    public Task<IReadOnlyList<KnownOutstanding>> ReadOutstandingAsync(CancellationToken cancellationToken) => Task.FromResult(Outstanding.Known);

    /// <summary>Commits one batch.</summary>
    public void Apply(MailboxChanges batch)
    {
        Outstanding.Apply(batch);
        var changes = (PlacedChanges)batch;
        foreach (var rebase in changes.Rebased)
        {
            Rebase(rebase);
        }

        foreach (var place in changes.Removed)
        {
            if (ById(place.FolderId).Messages.Remove(place.Uid, out var message)) Log.Add($"deleted {message.Id}");
        }

        foreach (var move in changes.Moved)
        {
            if (ById(move.From.FolderId).Messages.Remove(move.From.Uid, out var message))
            {
                ById(move.To.FolderId).Messages[move.To.Uid] = message with { Flags = move.Flags };
                Log.Add($"moved {message.Id}");
            }
        }

        foreach (var flags in changes.Flags)
        {
            var messages = ById(flags.FolderId).Messages;
            if (messages.TryGetValue(flags.Uid, out var message)) messages[flags.Uid] = message with { Flags = flags.Flags };
        }

        foreach (var remote in changes.Added.Cast<PlacedMessage>())
        {
            Add(remote);
        }

        foreach (var cursor in changes.Cursors)
        {
            ById(cursor.FolderId).Cursor = cursor.Cursor;
        }
    }

    private void Add(PlacedMessage remote)
    {
        var parsed = Mail.Mime.MimeParser.Parse(remote.Raw);
        var message = new StoredMessage(Guid.NewGuid(), parsed.Subject!, MessageIdentity.Of(parsed, remote.Size), remote.Flags, remote.ReceivedAt);
        if (ById(remote.FolderId).Messages.TryAdd(remote.Uid, message) && remote.Arrival != Arrival.History)
        {
            Log.Add($"{remote.Arrival} {message.Subject}");
        }

        remote.Dispose();
    }

    private void Rebase(FolderRebase rebase)
    {
        var folder = ById(rebase.FolderId);
        var before = folder.Messages.Values.ToDictionary(message => message.Id);
        folder.Messages.Clear();
        foreach (var match in rebase.Matched)
        {
            folder.Messages[match.Uid] = before[match.MessageId] with { Flags = match.Flags };
            before.Remove(match.MessageId);
        }

        Log.AddRange(before.Keys.Select(id => $"deleted {id}"));
    }

    private Folder ById(Guid id) => _folders.Values.Single(folder => folder.Id == id);

    internal sealed record StoredMessage(Guid Id, string Subject, Guid Identity, IReadOnlyList<string> Flags, DateTimeOffset ReceivedAt);

    internal sealed class Folder(Guid id, string name, string? role)
    {
        public Guid Id => id;

        public string Name { get; set; } = name;

        public string? Role => role;

        public string? Cursor { get; set; }

        public SortedDictionary<long, StoredMessage> Messages { get; } = [];
    }
}
