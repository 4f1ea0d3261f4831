using System.Runtime.CompilerServices;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// Compares all messages that the copy has with the mailbox, trusting no history: after Gmail has forgotten it, and now and then anyway.
/// It goes in steps of a few calls, between which the session may do other things.
/// </summary>
/// <remarks>
/// What labels the messages have is asked label by label, 500 messages for 5 units; message by message it would cost 20 units each. The lists are read
/// one after another, so that together they show no one moment: if the mailbox changed meanwhile, what seems to differ is asked about by itself,
/// and what seems to be gone always is. What the session did between steps is such a change.
/// What happened since the lists is in the history after the cursor and comes with the next round; where history was lost, the new cursor is
/// from before the lists. Messages that are missing here are left to <see cref="GmailBackfill"/>: what came in after the mailbox was connected is news there too.
/// </remarks>
internal sealed class GmailReconciliation(GmailClient client, GmailLabels labels, GmailOptions options)
{
    /// <summary>Changes that are committed together.</summary>
    private const int BatchChanges = 1_000;

    private static readonly MailboxChanges EndOfStep = new();

    private readonly Dictionary<string, HashSet<string>> _listed = new(StringComparer.Ordinal);

    /// <summary>Whether Gmail has forgotten what happened since the cursor, so that it stands still until the end.</summary>
    public bool IsHistoryLost { get; set; }

    /// <summary>Yields what must change in the copy, with an empty batch at the end of each step, and the cursor at the very end.</summary>
    /// <param name="cursor">Gives the session's cursor at the moment.</param>
    public async IAsyncEnumerable<MailboxChanges> RunAsync(
        Func<GmailCursor> cursor, IMailboxCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = await client.GetProfileAsync(priority, cancellationToken).ConfigureAwait(false);
        await labels.RefreshAsync(copy, priority, cancellationToken).ConfigureAwait(false);
        await foreach (var _ in ListAsync(priority, cancellationToken).ConfigureAwait(false))
        {
            yield return EndOfStep;
        }

        var after = await client.GetProfileAsync(priority, cancellationToken).ConfigureAwait(false);
        var known = await copy.ReadIdsAsync(cancellationToken).ConfigureAwait(false);
        var differing = known.Where(Differs).Select(state => state.RemoteId).ToList();

        // That a message is gone is never believed of a list alone.
        var doubtful = before.HistoryId == after.HistoryId ? differing.Where(id => !_listed.ContainsKey(id)) : differing;
        foreach (var some in differing.Except(doubtful, StringComparer.Ordinal).Chunk(BatchChanges))
        {
            yield return new MailboxChanges { States = [.. some.Select(id => labels.ToState(id, _listed[id]))] };
        }

        foreach (var some in doubtful.Chunk(Math.Min(client.BackfillMessages, options.BatchCalls)))
        {
            yield return EndOfStep;
            yield return await AskAsync(some, priority, cancellationToken).ConfigureAwait(false);
        }

        var outstanding = (await copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false)).Select(entry => entry.Key.RemoteId).ToHashSet(StringComparer.Ordinal);
        var now = cursor();
        yield return new MailboxChanges
        {
            Cursor = (now with { HistoryId = IsHistoryLost ? before.HistoryId : now.HistoryId, HistoryComplete = !IsAnyMissing(known, outstanding) }).ToString(),
            RemoteTotal = after.MessagesTotal,
        };
    }

    /// <summary>Reads all messages with their labels; a step for each page.</summary>
    private async IAsyncEnumerable<int> ListAsync(QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in client.ListPagesAsync(null, priority, cancellationToken).ConfigureAwait(false))
        {
            foreach (var id in page) _listed.TryAdd(id, new HashSet<string>(StringComparer.Ordinal));
            yield return page.Count;
        }

        foreach (var label in labels.All.ToList())
        {
            await foreach (var page in client.ListPagesAsync(label, priority, cancellationToken).ConfigureAwait(false))
            {
                foreach (var id in page) _listed.GetValueOrDefault(id)?.Add(label);
                yield return page.Count;
            }
        }
    }

    private bool Differs(KnownState state) => !_listed.TryGetValue(state.RemoteId, out var now) || !now.SetEquals(labels.LabelsOf(state));

    /// <summary>Asks about each message by itself.</summary>
    private async Task<MailboxChanges> AskAsync(IReadOnlyList<string> ids, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var states = new List<RemoteState>();
        var gone = new List<string>();
        await foreach (var fetched in client.GetManyAsync(ids, GmailFormat.State, priority, false, cancellationToken).ConfigureAwait(false))
        {
            if (fetched.Message is { } message)
            {
                states.Add(labels.ToState(fetched.Id, message.LabelIds ?? []));
            }
            else if (fetched.Verdict == GmailVerdict.NotFound)
            {
                gone.Add(fetched.Id);
            }
        }

        return new MailboxChanges { States = states, RemovedIds = gone };
    }

    private bool IsAnyMissing(IReadOnlyList<KnownState> known, HashSet<string?> outstanding)
    {
        var complete = known.Where(state => !state.IsPartial).Select(state => state.RemoteId).ToHashSet(StringComparer.Ordinal);
        return _listed.Keys.Any(id => !complete.Contains(id) && !outstanding.Contains(id));
    }
}
