using System.Collections.Frozen;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The folders of a session, and which of them is selected.</summary>
internal sealed class ImapFolders(ImapClient client)
{
    private Dictionary<string, ImapFolder> _byWireName = new(StringComparer.Ordinal);
    private Dictionary<Guid, ImapFolder> _byId = [];
    private IReadOnlyList<RemoteFolder> _saved = [];
    private readonly HashSet<ImapFolder> _touched = [];
    private ImapFolder? _selected;
    private long? _total;

    public IEnumerable<ImapFolder> All => _byId.Values;

    /// <summary>Returns the inbox; null before the first <see cref="RefreshAsync"/>.</summary>
    public ImapFolder? Inbox { get; private set; }

    /// <summary>Returns the time at which the mailbox was connected; null before its first sync was committed.</summary>
    public DateTimeOffset? Connected => All.Min(folder => folder.Cursor?.Connected);

    private bool IsInboxSelected => _selected is not null && _selected == Inbox;

    public ImapFolder? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <param name="wireName">As the copy knows it.</param>
    public ImapFolder? Find(string wireName) => _byWireName.GetValueOrDefault(wireName);

    public ImapFolder? Find(ImapMailbox mailbox) => mailbox.Role == ImapSpecialUse.Inbox ? Inbox : Find(mailbox.WireName);

    /// <summary>Returns how many messages all folders have; null when that is no news, or not known.</summary>
    /// <param name="listed">Their number by the server's listing; null to count by the folders' last inspections.</param>
    public long? TakeTotal(long? listed)
    {
        var total = listed ?? (All.All(folder => folder.Cursor is not null) ? All.Sum(folder => (long)folder.Cursor!.Messages) : _total);
        var isNews = total != _total;
        _total = total;
        return isNews ? total : null;
    }

    /// <summary>Notes that this session has changed the folder, or had it selected: servers push no news of such a folder.</summary>
    public void Touch(ImapFolder folder)
    {
        if (folder != Inbox)
        {
            _touched.Add(folder);
        }
    }

    /// <summary>Returns the folders that were touched, except the selected one, and forgets them.</summary>
    public IReadOnlyCollection<ImapFolder> TakeTouched()
    {
        ImapFolder[] touched = [.. _touched.Where(folder => folder != _selected)];
        _touched.ExceptWith(touched);
        return touched;
    }

    /// <summary>
    /// Indicates whether a folder is selected and all changes that the server has reported since then were checked. The folder is unchanged
    /// then, as far as the server reports changes of the selected folder by itself.
    /// </summary>
    public bool IsUpToDate(ImapFolder folder)
    {
        if (folder != _selected)
        {
            return false;
        }

        folder.NeedsLook |= !client.TakeChanges().IsEmpty;
        return !folder.NeedsLook;
    }

    /// <summary>Requests the news of the inbox, if it is selected. Dovecot reports none with LIST.</summary>
    public Task RequestInboxNewsAsync(CancellationToken cancellationToken) => IsInboxSelected ? client.NoopAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Requests the folders of the server with their counters; reports them to the copy if they have changed.</summary>
    /// <param name="keepInbox">Keeps the inbox selected if it is. Its counters in the answer are outdated then.</param>
    /// <returns>All folders that can be selected; without counters where the server refuses them.</returns>
    public async Task<IReadOnlyList<(ImapFolder Folder, ImapStatus? Status)>> RefreshAsync(
        IPlacedCopy copy, bool keepInbox, CancellationToken cancellationToken)
    {
        if (!keepInbox || !IsInboxSelected)
        {
            await UnselectAsync(cancellationToken).ConfigureAwait(false);
        }

        var listing = await client.ListStatusAsync(cancellationToken).ConfigureAwait(false);
        if (listing.Any(IsInTransit))
        {
            listing = await client.ListStatusAsync(cancellationToken).ConfigureAwait(false);
        }

        // A folder without counters stays: leaving it out would delete its mail from the copy.
        var usable = listing.Where(entry => entry.Status is not null || entry.Mailbox.IsSelectable).ToList();
        var remote = usable.Select(entry => Describe(entry.Mailbox)).ToList();
        if (!remote.SequenceEqual(_saved))
        {
            await AdoptAsync(usable, remote, copy, cancellationToken).ConfigureAwait(false);
        }

        return [.. usable.Select(entry => (_byWireName[entry.Mailbox.WireName], entry.Status))];
    }

    /// <summary>Selects a folder anew, so that the counters are those of this moment.</summary>
    public async Task<ImapSelection> SelectAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        Leave(folder);
        var selection = await client.SelectAsync(folder.Mailbox, cancellationToken: cancellationToken).ConfigureAwait(false);
        _selected = folder;
        Touch(folder);
        return selection.UidNext > 0 ? selection : selection with { UidNext = await FindUidNextAsync(cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Selects a folder unless it is selected already. News that the inbox may have by then is noted.</summary>
    /// <returns>Null when it was.</returns>
    public async Task<ImapSelection?> EnsureSelectedAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        Touch(folder);
        if (_selected == folder)
        {
            return null;
        }

        var selection = await SelectAsync(folder, cancellationToken).ConfigureAwait(false);
        folder.NeedsLook |= folder == Inbox && folder.HasNews(selection);
        return selection;
    }

    /// <summary>
    /// Unselects the folder. The STATUS of the selected folder would be the session's outdated view of it (RFC 9051, section 6.3.11;
    /// Dovecot).
    /// </summary>
    public async Task UnselectAsync(CancellationToken cancellationToken)
    {
        if (_selected is not null)
        {
            Leave(null);
            await client.UnselectAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Marks the selected folder if the server has reported changes of it, which are lost with the selection.</summary>
    private void Leave(ImapFolder? next)
    {
        if (_selected is { } left && left != next && !client.TakeChanges().IsEmpty)
        {
            left.NeedsLook = true;
        }

        _selected = null;
    }

    /// <summary>Indicates whether a listing mixes the state before a pushed change of names with the state after it.</summary>
    private bool IsInTransit(ImapMailboxStatus entry) =>
        (client.Notifications.AreOn && entry.Mailbox.OldName is not null)
        || (entry.Status is null && entry.Mailbox.IsSelectable && Find(entry.Mailbox.WireName) is not { IsBlocked: true });

    /// <summary>Returns UIDNEXT for servers that do not report it.</summary>
    private async Task<uint> FindUidNextAsync(CancellationToken cancellationToken)
    {
        var uids = await client.UidSearchAsync(ImapSearch.All, cancellationToken).ConfigureAwait(false);
        return uids.IsEmpty ? 1 : uids.Max + 1;
    }

    private async Task AdoptAsync(
        List<ImapMailboxStatus> listing, List<RemoteFolder> remote, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        var before = await copy.ReadFoldersAsync(cancellationToken).ConfigureAwait(false);
        var renamed = FolderRenames.Find(before, [.. listing.Where(entry => entry.Status is not null).Select(entry => (entry.Mailbox.WireName, entry.Status!))]);
        var unlisted = before.Select(folder => folder.Ref).Except(listing.Select(entry => entry.Mailbox.WireName)).Except(renamed.Values, StringComparer.Ordinal);
        await KeepUnlistedAsync([.. unlisted], listing, remote, cancellationToken).ConfigureAwait(false);
        var saving = remote.ConvertAll(folder => folder with { FormerRef = renamed.GetValueOrDefault(folder.Ref) });
        var known = (await copy.SaveFoldersAsync(saving, cancellationToken).ConfigureAwait(false)).ToDictionary(folder => folder.Ref, StringComparer.Ordinal);
        var next = new Dictionary<string, ImapFolder>(StringComparer.Ordinal);
        foreach (var (mailbox, described) in listing.Select(entry => entry.Mailbox).Zip(remote))
        {
            var saved = known[mailbox.WireName];
            next[mailbox.WireName] = _byWireName.TryGetValue(mailbox.WireName, out var existing) && existing.Id == saved.Id
                ? existing
                : new ImapFolder(mailbox with { Attributes = FrozenSet<string>.Empty }, saved.Id, described.Role, ImapCursor.Parse(saved.Cursor));
        }

        _byWireName = next;
        _byId = next.Values.ToDictionary(folder => folder.Id);
        _touched.IntersectWith(next.Values);
        Inbox = next.Values.FirstOrDefault(folder => folder.Role == "inbox");
        _saved = remote;
    }

    /// <summary>Adds the folders that the listing has left out although the server has them: what is gone from the copy's folders loses its mail.</summary>
    private async Task KeepUnlistedAsync(
        List<string> wireNames, List<ImapMailboxStatus> listing, List<RemoteFolder> remote, CancellationToken cancellationToken)
    {
        foreach (var wireName in wireNames)
        {
            var mailbox = Find(wireName)?.Mailbox
                ?? new ImapMailbox(
                    ModifiedUtf7.TryDecode(wireName, out var name) ? name : wireName,
                    wireName,
                    listing.Select(entry => entry.Mailbox.Delimiter).FirstOrDefault(delimiter => delimiter is not null),
                    FrozenSet<string>.Empty,
                    wireName.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? ImapSpecialUse.Inbox : null);
            var (isThere, status) = await AskUnlistedAsync(mailbox, cancellationToken).ConfigureAwait(false);
            if (isThere)
            {
                listing.Add(new ImapMailboxStatus(mailbox, status));
                remote.Add(Describe(mailbox));
            }
        }
    }

    /// <summary>Asks for a folder that the listing has left out. It is gone only where the server refuses it for good.</summary>
    private async Task<(bool IsThere, ImapStatus? Status)> AskUnlistedAsync(ImapMailbox mailbox, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await client.Mailboxes.RequireStatusAsync(mailbox, cancellationToken).ConfigureAwait(false));
        }
        catch (ImapCommandException refusal) when (ImapRefusal.OfUnlisted(refusal.Code, refusal.Text) is { IsThrottled: false } meaning)
        {
            return (meaning.Kind == ImapRefusalKind.ForNow, null);
        }
    }

    private static RemoteFolder Describe(ImapMailbox mailbox) =>
        new(
            mailbox.WireName,
            mailbox.Delimiter is { } delimiter and not '/' ? mailbox.Name.Replace(delimiter, '/') : mailbox.Name,
            mailbox.Role?.ToString().ToLowerInvariant());
}
