using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// The search, after a change of UIDVALIDITY, for the messages of the copy under their new UIDs, by identity. Messages that are found keep
/// their ids and cause no event; those that are not found are gone; unknown ones are new.
/// </summary>
internal sealed class ImapRematch(ImapMessages messages, IPlacedCopy copy)
{
    public async Task<FolderInspection> RunAsync(
        ImapFolder folder, ImapCursor cursor, ImapSelection selection, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, Queue<KnownMessage>>();
        foreach (var message in await copy.ReadFolderAsync(folder.Id, cancellationToken).ConfigureAwait(false))
        {
            if (!known.TryGetValue(message.Identity, out var queue)) known.Add(message.Identity, queue = new Queue<KnownMessage>());
            queue.Enqueue(message);
        }

        var matched = new List<RebasedMessage>();
        var unmatched = 0;
        if (selection.Exists > 0)
        {
            await foreach (var message in messages.ReadIdentitiesAsync(UidSet.All, cancellationToken).ConfigureAwait(false))
            {
                if (known.TryGetValue(message.Identity, out var queue) && queue.TryDequeue(out var found))
                {
                    matched.Add(new RebasedMessage(found.MessageId, message.Uid, message.Flags));
                }
                else
                {
                    unmatched++;
                }
            }
        }

        // Had the history been complete, whatever is not matched came in since; else most of it is still history.
        var next = new ImapCursor
        {
            UidValidity = selection.UidValidity,
            UidNext = selection.UidNext,
            Baseline = cursor.HistoryComplete ? 1 : selection.UidNext,
            Connected = cursor.Connected,
            BackfillBelow = unmatched == 0 && matched.Count >= selection.Exists ? 0 : selection.UidNext, // The server may leave some out of its answer.
            ModSeq = selection.HighestModSeq,
            Messages = selection.Exists,
        };
        return new FolderInspection(UidSet.Empty, [], [], next) { Rebase = new FolderRebase(folder.Id, matched) };
    }
}
