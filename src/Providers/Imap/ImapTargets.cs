using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>Finds the folder that an edit moves messages to, and makes archive and trash where a mailbox has none.</summary>
internal sealed class ImapTargets(ImapClient client, ImapFolders folders)
{
    public async Task<ImapTarget> FindAsync(ImapFolder from, MessageEdit edit, IPlacedCopy copy, CancellationToken cancellationToken) => edit switch
    {
        MoveEdit move => Named(move.FolderRef),
        LabelEdit labels => Labelled(from, labels) ?? await SpecialAsync(ImapSpecialUse.Archive, copy, cancellationToken).ConfigureAwait(false),
        ArchiveEdit => await SpecialAsync(ImapSpecialUse.Archive, copy, cancellationToken).ConfigureAwait(false),
        TrashEdit => await SpecialAsync(ImapSpecialUse.Trash, copy, cancellationToken).ConfigureAwait(false),
        UntrashEdit when IsSpecial(from, ImapSpecialUse.Trash) && folders.Inbox is { } inbox => new ImapTarget(inbox),
        _ => ImapTarget.Stay,
    };

    /// <returns>The special use of folders with a <see cref="RemoteFolder.Role"/>; null for none of them.</returns>
    public static ImapSpecialUse? UseOf(string role) => Enum.TryParse<ImapSpecialUse>(role, ignoreCase: true, out var use) ? use : null;

    /// <summary>Returns what the names of the user's own folders begin with (RFC 2342); empty where the server has no such prefix.</summary>
    public async Task<string> FindPrefixAsync(CancellationToken cancellationToken)
    {
        var personal = client.Capabilities.Namespace ? (await client.Mailboxes.NamespacesAsync(cancellationToken).ConfigureAwait(false)).Personal : [];
        return personal.Count > 0 ? personal[0].Prefix : "";
    }

    private ImapTarget Named(string folderRef) => folders.Find(folderRef) is { } folder ? new ImapTarget(folder) : ImapTarget.Refused;

    /// <returns>Null for the archive: the message was taken out of its only folder.</returns>
    private ImapTarget? Labelled(ImapFolder from, LabelEdit edit)
    {
        var here = from.Mailbox.WireName;
        var others = edit.Add.Where(name => name != here).Distinct(StringComparer.Ordinal).ToList();
        return others.Count switch
        {
            0 when edit.Add.Contains(here, StringComparer.Ordinal) || !edit.Remove.Contains(here, StringComparer.Ordinal) => ImapTarget.Stay,
            0 => null,
            1 => Named(others[0]),
            _ => ImapTarget.Refused,
        };
    }

    /// <summary>Returns the folder with a special use; made if there is none.</summary>
    public async Task<ImapTarget> SpecialAsync(ImapSpecialUse use, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        if (FindSpecial(use) is { } folder)
        {
            return new ImapTarget(folder);
        }

        await CreateAsync(use, cancellationToken).ConfigureAwait(false);
        await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false);
        return FindSpecial(use) is { } created ? new ImapTarget(created) : ImapTarget.Refused;
    }

    /// <returns>Null when the mailbox has no such folder.</returns>
    public ImapFolder? FindSpecial(ImapSpecialUse use) =>
        folders.All.FirstOrDefault(folder => folder.Mailbox.Role == use)
        ?? folders.All.FirstOrDefault(folder => IsSpecial(folder, use));

    /// <summary>
    /// Indicates whether a folder has a special use, by the server's attribute, else by the name that mail programs use for such a folder,
    /// as <see cref="CreateAsync"/> does.
    /// </summary>
    private static bool IsSpecial(ImapFolder folder, ImapSpecialUse use)
    {
        var mailbox = folder.Mailbox;
        var name = mailbox.Delimiter is { } delimiter ? mailbox.Name[(mailbox.Name.LastIndexOf(delimiter) + 1)..] : mailbox.Name;
        return mailbox.Role == use || (mailbox.Role is null && name.Equals(use.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private async Task CreateAsync(ImapSpecialUse use, CancellationToken cancellationToken)
    {
        var mailbox = ImapMailbox.FromName(await FindPrefixAsync(cancellationToken).ConfigureAwait(false) + use);
        await client.Mailboxes.CreateAsync(mailbox, client.Capabilities.CreateSpecialUse ? use : null, cancellationToken).ConfigureAwait(false);
        await client.Mailboxes.SubscribeAsync(mailbox, cancellationToken).ConfigureAwait(false);
    }
}
