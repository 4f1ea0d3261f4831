using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// The editor of folders: creates, renames and deletes them. The messages of a deleted folder move to the trash first, since the server
/// would delete them with it.
/// </summary>
internal sealed class ImapFolderEditor(ImapClient client, ImapFolders folders, ImapEditor editor)
{
    // What comes in while a folder is emptied is moved too; a folder that is filled all the time is not deleted.
    private const int MostSweeps = 3;

    private readonly ImapTargets _targets = new(client, folders);

    public async Task<FolderOutcome> RunAsync(IPlacedCopy copy, FolderEdit edit, CancellationToken cancellationToken)
    {
        if (folders.Inbox is null)
        {
            await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false);
        }

        await folders.UnselectAsync(cancellationToken).ConfigureAwait(false);
        switch (edit)
        {
            case CreateFolderEdit create:
                var created = await NameAsync(create.Path, cancellationToken).ConfigureAwait(false);
                await client.Mailboxes.CreateAsync(created, null, cancellationToken).ConfigureAwait(false);
                await client.Mailboxes.SubscribeAsync(created, cancellationToken).ConfigureAwait(false);
                return new FolderOutcome(PathOf(created), new PlacedChanges());
            case RenameFolderEdit rename:
                var renamed = await NameAsync(rename.Path, cancellationToken).ConfigureAwait(false);
                await client.Mailboxes.RenameAsync(Find(rename.FolderRef).Mailbox, renamed, cancellationToken).ConfigureAwait(false);
                await client.Mailboxes.SubscribeAsync(renamed, cancellationToken).ConfigureAwait(false);
                return new FolderOutcome(PathOf(renamed), new PlacedChanges());
            case DeleteFolderEdit delete:
                return await DeleteAsync(Find(delete.FolderRef), copy, cancellationToken).ConfigureAwait(false);
            default:
                throw new ArgumentException("This is not an edit of a folder.", nameof(edit));
        }
    }

    private async Task<FolderOutcome> DeleteAsync(ImapFolder folder, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        var target = await _targets.FindAsync(folder, new TrashEdit(), copy, cancellationToken).ConfigureAwait(false);
        if (target.Folder is not { } trash || trash == folder)
        {
            throw Refused("The messages of the folder cannot be moved to the trash.");
        }

        var known = await copy.ReadFolderAsync(folder.Id, cancellationToken).ConfigureAwait(false);
        RemoteLocation[] places = [.. known.Select(message => new PlacedLocation(folder.Mailbox.WireName, folder.Cursor?.ToJson(), message.Uid))];
        var moved = await editor.RunAsync(copy, places, new TrashEdit(), cancellationToken).ConfigureAwait(false);
        if (moved.Results.Contains(EditResult.Refused))
        {
            throw Refused("The messages of the folder cannot be moved to the trash.");
        }

        await SweepAsync(folder, trash, cancellationToken).ConfigureAwait(false);
        await folders.UnselectAsync(cancellationToken).ConfigureAwait(false);
        await client.Mailboxes.UnsubscribeAsync(folder.Mailbox, cancellationToken).ConfigureAwait(false);
        await client.Mailboxes.DeleteAsync(folder.Mailbox, cancellationToken).ConfigureAwait(false);
        return new FolderOutcome(null, moved.Changes);
    }

    /// <summary>Moves what the copy does not know yet. The next pull finds it in the trash.</summary>
    private async Task SweepAsync(ImapFolder folder, ImapFolder trash, CancellationToken cancellationToken)
    {
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            await folders.SelectAsync(folder, cancellationToken).ConfigureAwait(false);
            var left = await client.UidSearchAsync(ImapSearch.All, cancellationToken).ConfigureAwait(false);
            if (left.IsEmpty)
            {
                return;
            }

            await client.UidMoveAsync(left, trash.Mailbox, cancellationToken).ConfigureAwait(false);
            folders.Touch(trash);
        }

        throw Refused("The folder is not empty: messages keep coming in.");
    }

    /// <summary>Returns the name of a new folder on the server, in its namespace and with its delimiter.</summary>
    private async Task<ImapMailbox> NameAsync(string path, CancellationToken cancellationToken)
    {
        var delimiter = Delimiter;
        if (delimiter != '/' && path.Contains(delimiter, StringComparison.Ordinal))
        {
            throw Refused($"A name cannot contain \"{delimiter}\" on this mail server.");
        }

        var name = path.Replace('/', delimiter);
        var prefix = await _targets.FindPrefixAsync(cancellationToken).ConfigureAwait(false);
        var mailbox = ImapMailbox.FromName(name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name : prefix + name);

        // With the prefix of the namespace, the name may be that of a folder that the caller knows by its whole path.
        return folders.All.Any(folder => folder.Mailbox.Name == mailbox.Name)
            ? throw new ProviderException(ProviderFailure.Exists, "There is a folder of this name already.")
            : mailbox;
    }

    private char Delimiter => folders.All.Select(folder => folder.Mailbox.Delimiter).FirstOrDefault(delimiter => delimiter is not null) ?? '/';

    private string PathOf(ImapMailbox mailbox) => mailbox.Name.Replace(Delimiter, '/');

    private ImapFolder Find(string folderRef) => folders.Find(folderRef) ?? throw Refused("The folder is no longer on the mail server.");

    private static ProviderException Refused(string message) => new(ProviderFailure.Refused, message);
}
