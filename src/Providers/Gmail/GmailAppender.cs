using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// Puts drafts and copies of sent mail into the mailbox. A draft has an id of its own, and each update gives it another message; the copy
/// reads the new message at once, since Gmail completes its header.
/// </summary>
internal sealed class GmailAppender(GmailClient client, GmailMessages messages)
{
    /// <summary>Ids of drafts by those of their messages, as far as this session knows them.</summary>
    private readonly Dictionary<string, string> _drafts = new(StringComparer.Ordinal);

    public async Task<AppendOutcome> RunAsync(ILabelledCopy copy, MessageToAppend message, CancellationToken cancellationToken)
    {
        var older = (message.Replaces as LabelledLocation)?.RemoteId;
        var changes = new List<MailboxChanges>();
        string id;
        switch (message.Role)
        {
            case MessageToAppend.Drafts:
                id = await SaveDraftAsync(message, older, cancellationToken).ConfigureAwait(false);
                break;
            case MessageToAppend.Sent:
                id = (await client.InsertAsync(message.Message, SentLabels(message), cancellationToken).ConfigureAwait(false)).Id;
                if (older is not null) await client.DeleteAsync(older, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentException("Nothing is put into folders of this role.", nameof(message));
        }

        if (older is not null)
        {
            changes.Add(new LabelledChanges { RemovedIds = [older] });
        }

        var arrival = message.Role == MessageToAppend.Sent ? Arrival.Sent : Arrival.Filed;
        await foreach (var read in messages.ReadAsync([id], _ => arrival, copy, QuotaPriority.Person, false, cancellationToken).ConfigureAwait(false))
        {
            changes.Add(read);
        }

        return new AppendOutcome(new LabelledLocation(id), changes);
    }

    /// <returns>The id of the draft's message.</returns>
    private async Task<string> SaveDraftAsync(MessageToAppend message, string? older, CancellationToken cancellationToken)
    {
        var draft = older is not null && await FindDraftAsync(older, cancellationToken).ConfigureAwait(false) is { } known
            ? await client.UpdateDraftAsync(known, message.Message, cancellationToken).ConfigureAwait(false)
            : null;

        // A draft that is gone was deleted or sent by another client; what its owner writes on is a new one.
        draft ??= await client.CreateDraftAsync(message.Message, cancellationToken).ConfigureAwait(false);
        if (older is not null) _drafts.Remove(older);
        var id = draft.Message?.Id ?? throw new ProviderException(ProviderFailure.Protocol, "Gmail's answer cannot be read.");
        _drafts[id] = draft.Id;
        return id;
    }

    /// <returns>The id of the draft that consists of a message; null when there is none.</returns>
    private async Task<string?> FindDraftAsync(string messageId, CancellationToken cancellationToken)
    {
        if (_drafts.GetValueOrDefault(messageId) is { } known)
        {
            return known;
        }

        foreach (var draft in await client.ListDraftsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (draft.Message is { Id: var id }) _drafts[id] = draft.Id;
        }

        return _drafts.GetValueOrDefault(messageId);
    }

    private static string[] SentLabels(MessageToAppend message) =>
        message.Flags.Contains(@"\Seen", StringComparer.OrdinalIgnoreCase) ? [GmailLabels.Sent] : [GmailLabels.Sent, GmailLabels.Unread];
}
