namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>A mailbox's copy in memory for messages with ids of their own, which applies batches as a store would and writes down what is announced.</summary>
internal sealed class LabelledCopy : IMailboxCopy, ILabelledCopy
{
    private readonly Dictionary<string, (Guid Id, RemoteFolder Folder)> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Stored> _messages = new(StringComparer.Ordinal);
    private string? _cursor;

    /// <summary>What was announced, in order: arrivals and deletions.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Numbers of messages whose content was stored, in order.</summary>
    public List<string> Contents { get; } = [];

    public OutstandingModel Outstanding { get; } = new();

    public IPlacedCopy Placed => throw new NotSupportedException();

    public ILabelledCopy Labelled => this;

    public long? RemoteTotal { get; private set; }

    public IReadOnlyDictionary<string, Stored> Messages => _messages;

    public IEnumerable<RemoteFolder> Folders => _folders.Values.Select(entry => entry.Folder);

    /// <summary>All messages with their labels in Gmail's terms, as far as the copy keeps them.</summary>
    public SortedDictionary<string, string[]> State()
    {
        var names = _folders.ToDictionary(entry => entry.Value.Id, entry => entry.Key);
        return new SortedDictionary<string, string[]>(
            _messages.ToDictionary(entry => entry.Key, entry => Labels(entry.Value, names)), StringComparer.Ordinal);
    }

    public void Apply(MailboxChanges batch)
    {
        Outstanding.Apply(batch);
        var changes = (LabelledChanges)batch;
        foreach (var added in changes.Added.Cast<LabelledMessage>()) Add(added);
        foreach (var state in changes.States)
        {
            if (_messages.TryGetValue(state.RemoteId, out var known)) _messages[state.RemoteId] = known with { FolderIds = [.. state.FolderIds], Flags = state.Flags };
        }

        foreach (var id in changes.RemovedIds)
        {
            if (_messages.Remove(id, out var message)) Log.Add($"deleted {message.Subject}");
        }

        _cursor = changes.Cursor ?? _cursor;
        RemoteTotal = changes.RemoteTotal ?? RemoteTotal;
    }

    public Task<IReadOnlyList<KnownFolder>> ReadFoldersAsync(CancellationToken cancellationToken) => Task.FromResult(Known());

    public Task<IReadOnlyList<KnownFolder>> SaveFoldersAsync(IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken)
    {
        foreach (var gone in _folders.Keys.Except(folders.Select(folder => folder.Ref)).ToList())
        {
            var id = _folders[gone].Id;
            foreach (var (key, message) in _messages.ToList()) _messages[key] = message with { FolderIds = [.. message.FolderIds.Where(folder => folder != id)] };
            _folders.Remove(gone);
        }

        foreach (var folder in folders)
        {
            _folders[folder.Ref] = (_folders.TryGetValue(folder.Ref, out var known) ? known.Id : Guid.NewGuid(), folder);
        }

        return Task.FromResult(Known());
    }

    public Task<string?> ReadCursorAsync(CancellationToken cancellationToken) => Task.FromResult(_cursor);

    public Task<IReadOnlyList<KnownState>> ReadIdsAsync(CancellationToken cancellationToken) => FindIdsAsync(_messages.Keys, cancellationToken);

    public Task<IReadOnlyList<KnownState>> FindIdsAsync(IReadOnlyCollection<string> remoteIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KnownState>>([.. remoteIds.Where(_messages.ContainsKey)
            .Select(id => new KnownState(id, _messages[id].FolderIds, _messages[id].Flags, _messages[id].IsPartial))]);

    public Task<IReadOnlyList<string>> ReadPartialIdsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _messages.Where(entry => entry.Value.IsPartial).Select(entry => entry.Key)]);

    public Task<IReadOnlyList<KnownOutstanding>> ReadOutstandingAsync(CancellationToken cancellationToken) => Task.FromResult(Outstanding.Known);

    private static string[] Labels(Stored message, Dictionary<Guid, string> names)
    {
        var labels = message.FolderIds.Select(id => names[id]).ToList();
        if (message.Flags.Contains(@"\Flagged")) labels.Add("STARRED");
        if (!message.Flags.Contains(@"\Seen")) labels.Add("UNREAD");
        return [.. labels.Order(StringComparer.Ordinal)];
    }

    private void Add(LabelledMessage remote)
    {
        var subject = Mail.Mime.MimeParser.Parse(remote.Raw).Subject!;
        var known = _messages.TryGetValue(remote.RemoteId, out var before);
        if (!known && remote.Arrival != Arrival.History) Log.Add($"{remote.Arrival} {subject}");
        if (!remote.IsPartial && (!known || before!.IsPartial)) Contents.Add(remote.RemoteId);
        _messages[remote.RemoteId] = new Stored(
            subject, [.. remote.FolderIds], remote.Flags, remote.IsPartial && (!known || before!.IsPartial), remote.IsPartial ? before?.Raw : remote.Raw.ToArray());
        remote.Dispose();
    }

    private IReadOnlyList<KnownFolder> Known() => [.. _folders.Select(entry => new KnownFolder(entry.Value.Id, entry.Key, null))];

    internal sealed record Stored(string Subject, IReadOnlyList<Guid> FolderIds, IReadOnlyList<string> Flags, bool IsPartial, byte[]? Raw);
}
