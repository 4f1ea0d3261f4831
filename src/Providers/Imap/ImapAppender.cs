using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>Puts messages into the folders for sent mail and drafts. The copy has them at once where the server reports the UID (UIDPLUS), else after a pull.</summary>
internal sealed class ImapAppender(ImapClient client, ImapFolders folders, ImapEditor editor)
{
    private const string NoSuchFolder = "TRYCREATE";

    private readonly ImapTargets _targets = new(client, folders);

    public async Task<AppendOutcome> RunAsync(IPlacedCopy copy, MessageToAppend message, CancellationToken cancellationToken)
    {
        if (folders.Inbox is null)
        {
            await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false);
        }

        var (folder, appended) = await AppendAsync(copy, message, cancellationToken).ConfigureAwait(false);
        folders.Touch(folder);
        var changes = new List<MailboxChanges>();
        var location = appended is null ? null : Note(folder, appended, message, changes);
        if (message.Replaces is { } older)
        {
            await RemoveAsync(copy, older, changes, cancellationToken).ConfigureAwait(false);
        }

        return new AppendOutcome(location, changes);
    }

    private async Task<(ImapFolder Folder, ImapAppendResult? Result)> AppendAsync(IPlacedCopy copy, MessageToAppend message, CancellationToken cancellationToken)
    {
        var folder = await FindAsync(copy, message.Role, cancellationToken).ConfigureAwait(false);
        try
        {
            return (folder, await AppendAsync(folder, message, cancellationToken).ConfigureAwait(false));
        }
        catch (ImapCommandException refusal) when (refusal.Code == NoSuchFolder)
        {
            // Another client has deleted or renamed the folder since it was listed.
            await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false);
            folder = await FindAsync(copy, message.Role, cancellationToken).ConfigureAwait(false);
            return (folder, await AppendAsync(folder, message, cancellationToken).ConfigureAwait(false));
        }
    }

    private Task<ImapAppendResult?> AppendAsync(ImapFolder folder, MessageToAppend message, CancellationToken cancellationToken) =>
        client.AppendAsync(folder.Mailbox, FlagsOf(message), message.Date, message.Message, cancellationToken);

    private async Task<ImapFolder> FindAsync(IPlacedCopy copy, string role, CancellationToken cancellationToken)
    {
        var use = ImapTargets.UseOf(role) ?? throw new ArgumentException("There is no such role of a folder.", nameof(role));
        return (await _targets.SpecialAsync(use, copy, cancellationToken).ConfigureAwait(false)).Folder
            ?? throw new ProviderException(ProviderFailure.Refused, $"The mail server has no folder for {role}, and does not create one.");
    }

    /// <summary>Adds the changes that bring the message into the copy.</summary>
    /// <returns>Its location.</returns>
    private PlacedLocation Note(ImapFolder folder, ImapAppendResult appended, MessageToAppend message, List<MailboxChanges> changes)
    {
        if (folder.Cursor is null && folders.Connected is { } connected)
        {
            // What comes into a new folder came there since the mailbox was connected.
            folder.Advance(new ImapCursor { UidValidity = appended.UidValidity, UidNext = 1, Baseline = 1, Connected = connected });
        }

        if (folder.Cursor is not { } cursor || cursor.UidValidity != appended.UidValidity)
        {
            var unsynced = new ImapCursor { UidValidity = appended.UidValidity, UidNext = 1, Baseline = 1, Connected = message.Date };
            return new PlacedLocation(folder.Mailbox.WireName, unsynced.ToJson(), appended.Uid);
        }

        // Past the message if it follows the known ones without a gap, so that the next check does not fetch it.
        var advanced = folder.Advance(cursor with { UidNext = cursor.UidNext == appended.Uid ? appended.Uid + 1 : cursor.UidNext });
        changes.Add(new PlacedChanges { Added = [ToMessage(folder, appended.Uid, message)], Cursors = [advanced] });
        return new PlacedLocation(folder.Mailbox.WireName, advanced.Cursor, appended.Uid);
    }

    /// <summary>Removes an older version. Without UIDPLUS it stays, marked as deleted, since an EXPUNGE would remove what others marked too.</summary>
    private async Task RemoveAsync(IPlacedCopy copy, RemoteLocation older, List<MailboxChanges> changes, CancellationToken cancellationToken)
    {
        var outcome = await editor.RunAsync(copy, [older], new DeleteEdit(), cancellationToken).ConfigureAwait(false);
        if (outcome.Results is [EditResult.Refused])
        {
            outcome = await editor.RunAsync(copy, [older], new FlagEdit([@"\Deleted"], []), cancellationToken).ConfigureAwait(false);
        }

        if (!outcome.Changes.IsEmpty)
        {
            changes.Add(outcome.Changes);
        }
    }

    private static PlacedMessage ToMessage(ImapFolder folder, uint uid, MessageToAppend message) => new(owner: null)
    {
        FolderId = folder.Id,
        Uid = uid,
        Flags = ImapFlags.Normalize(FlagsOf(message)),
        ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(message.Date.ToUnixTimeSeconds()), // as the server stores it
        Size = message.Message.Length,
        Raw = message.Message,
        Arrival = message.Role == MessageToAppend.Sent ? Arrival.Sent : Arrival.Filed,
    };

    private static IReadOnlyList<string> FlagsOf(MessageToAppend message) =>
        message.Role == MessageToAppend.Drafts ? [.. message.Flags.Append(@"\Draft").Distinct(StringComparer.OrdinalIgnoreCase)] : message.Flags;
}
