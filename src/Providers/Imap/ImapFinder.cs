using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>Finds messages by a header field on the server, regardless of what the copy has.</summary>
internal sealed class ImapFinder(ImapClient client, ImapFolders folders)
{
    private const string MessageId = "Message-ID";

    private readonly ImapTargets _targets = new(client, folders);

    public async Task<IReadOnlyList<RemoteLocation>> RunAsync(IPlacedCopy copy, string messageId, string? role, CancellationToken cancellationToken)
    {
        if (folders.Inbox is null)
        {
            await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false);
        }

        var found = new List<RemoteLocation>();
        foreach (var folder in FoldersOf(role))
        {
            found.AddRange(await FindAsync(folder, messageId, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    private ImapFolder[] FoldersOf(string? role) =>
        role is null ? [.. folders.All.Where(folder => !folder.IsBlocked)]
        : ImapTargets.UseOf(role) is { } use && _targets.FindSpecial(use) is { } folder ? [folder]
        : [];

    private async Task<IEnumerable<PlacedLocation>> FindAsync(ImapFolder folder, string messageId, CancellationToken cancellationToken)
    {
        var selection = await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false);
        if (selection is null)
        {
            // A folder that has been selected for a while shows what the server has reported since then, and no more.
            await client.NoopAsync(cancellationToken).ConfigureAwait(false);
        }

        var validity = selection?.UidValidity
            ?? folder.Cursor?.UidValidity
            ?? (await folders.SelectAsync(folder, cancellationToken).ConfigureAwait(false)).UidValidity;
        var uids = await client.UidSearchAsync(ImapSearch.Header(MessageId, messageId), cancellationToken).ConfigureAwait(false);
        var cursor = folder.Cursor is { } known && known.UidValidity == validity
            ? known
            : new ImapCursor { UidValidity = validity, UidNext = 1, Baseline = 1, Connected = folders.Connected ?? default };
        return uids.Select(uid => new PlacedLocation(folder.Mailbox.WireName, cursor.ToJson(), uid));
    }
}
