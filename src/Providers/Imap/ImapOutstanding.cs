using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The outstanding folders and messages during one pull: those known before, and those that it finds. Does no I/O.</summary>
/// <param name="known">The entries before the pull.</param>
/// <param name="all">Indicates whether everything is due.</param>
internal sealed class ImapOutstanding(IReadOnlyList<KnownOutstanding> known, DateTimeOffset now, bool all)
{
    private readonly Dictionary<Guid, KnownOutstanding> _folders = known.Where(entry => entry.Key is { IsFolder: true, FolderId: not null })
        .ToDictionary(entry => entry.Key.FolderId!.Value);

    private readonly HashSet<Guid> _opened = [];
    private List<OutstandingMail> _outstanding = [];
    private List<OutstandingKey> _settled = [];

    /// <summary>Indicates whether the folder could not be opened at the last attempt.</summary>
    public bool Knows(ImapFolder folder) => _folders.ContainsKey(folder.Id);

    /// <summary>Indicates whether the folder could not be opened, and the next attempt is not due.</summary>
    public bool Blocks(ImapFolder folder) => _folders.TryGetValue(folder.Id, out var entry) && !IsDue(entry);

    /// <summary>Returns the folder's outstanding messages, which have a schedule of their own.</summary>
    public UidSet MessagesOf(Guid folderId) => UidSet.Of(known.Where(entry => entry.Key.FolderId == folderId).Select(entry => entry.Key.Uid).OfType<long>().Select(uid => (uint)uid));

    /// <summary>Returns the messages that are due, in groups to be asked for together, those that are most likely at fault last.</summary>
    public IEnumerable<(Guid FolderId, UidSet Uids)> DueGroups() =>
        from entry in known
        where entry.Key is { FolderId: not null, Uid: not null } && IsDue(entry)
        group entry by (FolderId: entry.Key.FolderId!.Value, IsProven: entry.AskWith is null, Most: entry.AskWith ?? 1) into alike
        orderby alike.Key.IsProven, alike.Key.Most descending
        from chunk in alike.Select(entry => (uint)entry.Key.Uid!.Value).Order().Chunk(alike.Key.Most)
        select (alike.Key.FolderId, UidSet.Of(chunk));

    /// <summary>Takes note that the folder could be opened.</summary>
    public void Open(ImapFolder folder)
    {
        folder.IsBlocked = false;
        if (_folders.Remove(folder.Id))
        {
            _opened.Add(folder.Id);
        }
    }

    /// <summary>Takes note that the folder cannot be opened. That the connection ended may be chance the first time, so it is due again at once then.</summary>
    public void Refuse(ImapFolder folder, ImapException error)
    {
        folder.IsBlocked = true;
        _opened.Remove(folder.Id);
        var mail = Describe(folder, error) with { AskWith = error is ImapCommandException || Knows(folder) ? null : 1 };
        _outstanding.RemoveAll(entry => entry.Key == mail.Key);
        _outstanding.Add(mail);
    }

    /// <summary>Takes over what a fetch has found out.</summary>
    public void Add(ImapFolder folder, MessageFetch fetch)
    {
        _outstanding.AddRange(fetch.Outstanding);
        _settled.AddRange(fetch.Gone.Select(uid => OutstandingKey.Placed(folder.Id, uid)));
    }

    /// <summary>Returns what was found out about messages since this was last called. Folders are left to the end, when it is known which of them opened.</summary>
    public (IReadOnlyList<OutstandingMail> Outstanding, IReadOnlyList<OutstandingKey> Settled) Take(bool withFolders = false)
    {
        if (withFolders)
        {
            _settled.AddRange(_opened.Select(OutstandingKey.Folder));
            _opened.Clear();
        }

        var outstanding = _outstanding.Where(mail => withFolders || !mail.Key.IsFolder).ToList();
        var settled = _settled;
        _outstanding = [.. _outstanding.Except(outstanding)];
        _settled = [];
        return (outstanding, settled);
    }

    public static OutstandingMail Describe(ImapFolder folder, ImapException error)
    {
        var (reason, detail) = error switch
        {
            ImapCommandException refusal when ImapRefusal.Of(refusal).Kind == ImapRefusalKind.ForGood => (OutstandingReason.Refused, $"{refusal.Command}: {refusal.Text}"),
            ImapCommandException refusal => (OutstandingReason.Unavailable, $"{refusal.Command}: {refusal.Text}"),
            ImapProtocolException => (OutstandingReason.Malformed, error.Message),
            _ => (OutstandingReason.ConnectionLost, error.Message),
        };
        return new OutstandingMail(OutstandingKey.Folder(folder.Id), reason, detail);
    }

    private bool IsDue(KnownOutstanding entry) => all || entry.NextAttempt <= now;
}
