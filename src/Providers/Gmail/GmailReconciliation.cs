using System.Runtime.CompilerServices;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// Compares all messages that the copy has with the mailbox, trusting no history: after Gmail has forgotten it, and now and then anyway.
/// </summary>
/// <remarks>
/// What labels the messages have is asked label by label, 500 messages for 5 units; message by message it would cost 20 units each. The lists are read
/// one after another, so that together they show no one moment: if the mailbox changed meanwhile, what seems to differ is asked about by itself,
/// and what seems to be gone always is.
/// The new cursor is from before the lists, so that what happened since then is in its history and comes again with the next round. Messages
/// that are missing here are left to <see cref="GmailBackfill"/>: what came in after the mailbox was connected is news there too.
/// </remarks>
internal sealed class GmailReconciliation(GmailClient client, GmailLabels labels, GmailMessages messages)
{
    /// <summary>Changes that are committed together.</summary>
    private const int BatchChanges = 1_000;

    public async IAsyncEnumerable<MailboxChanges> RunAsync(
        GmailCursor cursor, IMailboxCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        messages.RetryUnreadable();
        var before = await client.GetProfileAsync(priority, cancellationToken).ConfigureAwait(false);
        await labels.RefreshAsync(copy, priority, cancellationToken).ConfigureAwait(false);
        var listed = await ListAsync(priority, cancellationToken).ConfigureAwait(false);
        var after = await client.GetProfileAsync(priority, cancellationToken).ConfigureAwait(false);
        var known = await copy.ReadIdsAsync(cancellationToken).ConfigureAwait(false);
        var differing = known.Where(state => !listed.TryGetValue(state.RemoteId, out var now) || !now.SetEquals(labels.LabelsOf(state))).Select(state => state.RemoteId).ToList();
        foreach (var some in differing.Chunk(BatchChanges))
        {
            // That a message is gone is never believed of a list alone.
            var doubtful = before.HistoryId == after.HistoryId ? [.. some.Where(id => !listed.ContainsKey(id))] : some;
            var gone = await AskAsync(doubtful, listed, priority, cancellationToken).ConfigureAwait(false);

            yield return new MailboxChanges
            {
                States = [.. some.Where(listed.ContainsKey).Select(id => labels.ToState(id, listed[id]))],
                RemovedIds = [.. some.Where(gone.Contains)],
            };
        }

        yield return new MailboxChanges
        {
            Cursor = (cursor with { HistoryId = before.HistoryId, HistoryComplete = !IsAnyMissing(listed, known) }).ToString(),
            RemoteTotal = after.MessagesTotal,
        };
    }

    /// <summary>All messages with their labels.</summary>
    private async Task<Dictionary<string, HashSet<string>>> ListAsync(QuotaPriority priority, CancellationToken cancellationToken)
    {
        var listed = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        await foreach (var id in client.ListAllAsync(null, priority, cancellationToken).ConfigureAwait(false))
        {
            listed.TryAdd(id, new HashSet<string>(StringComparer.Ordinal));
        }

        foreach (var label in labels.All)
        {
            await foreach (var id in client.ListAllAsync(label, priority, cancellationToken).ConfigureAwait(false))
            {
                if (listed.TryGetValue(id, out var set)) set.Add(label);
            }
        }

        return listed;
    }

    /// <summary>Asks about each message, and corrects the list.</summary>
    /// <returns>Those that are gone.</returns>
    private async Task<HashSet<string>> AskAsync(IReadOnlyList<string> ids, Dictionary<string, HashSet<string>> listed, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var fetched in client.GetManyAsync(ids, GmailFormat.State, priority, false, cancellationToken).ConfigureAwait(false))
        {
            if (fetched.Message is { } message)
            {
                listed[fetched.Id] = labels.Relevant(message.LabelIds);
            }
            else if (fetched.Verdict == GmailVerdict.NotFound)
            {
                listed.Remove(fetched.Id);
                gone.Add(fetched.Id);
            }
        }

        return gone;
    }

    private bool IsAnyMissing(Dictionary<string, HashSet<string>> listed, IReadOnlyList<KnownState> known)
    {
        var complete = known.Where(state => !state.IsPartial).Select(state => state.RemoteId).ToHashSet(StringComparer.Ordinal);
        return listed.Keys.Any(id => !complete.Contains(id) && !messages.Unreadable.Contains(id));
    }
}
