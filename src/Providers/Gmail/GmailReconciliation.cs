using System.Runtime.CompilerServices;
using EmailAgent.Providers.Http;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// The comparison of all messages in the copy with the mailbox, without its history: after Gmail has dropped that, and at intervals. It
/// runs in steps of a few calls, between which the session can do other work.
/// </summary>
/// <remarks>
/// The labels of messages are read label by label, 500 messages for 5 units; message by message they would cost 20 units each. The lists
/// are read one after another, so that together they do not show one moment: if the mailbox changed meanwhile, each message that seems to
/// differ is read by itself, and one that seems to be gone always is. A change by the session between steps counts, too. Later changes are
/// in the history after the cursor and come with the next pull; where history was lost, the new cursor is from before the lists. Missing
/// messages are left to <see cref="GmailBackfill"/>, where mail that arrived after the connection of the mailbox is new, too.
/// </remarks>
internal sealed class GmailReconciliation(GmailClient client, GmailLabels labels, GmailOptions options)
{
    /// <summary>Changes that are committed together.</summary>
    private const int BatchChanges = 1_000;

    private static readonly LabelledChanges EndOfStep = new();

    private readonly Dictionary<string, HashSet<string>> _listed = new(StringComparer.Ordinal);

    /// <summary>Indicates whether Gmail no longer has the history since the cursor, so that the cursor does not move until the end.</summary>
    public bool IsHistoryLost { get; set; }

    /// <summary>Yields what must change in the copy, with an empty batch at the end of each step, and the cursor at the very end.</summary>
    /// <param name="cursor">Returns the session's current cursor.</param>
    public async IAsyncEnumerable<LabelledChanges> RunAsync(
        Func<GmailCursor> cursor, ILabelledCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
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
            yield return new LabelledChanges { States = [.. some.Select(id => labels.ToState(id, _listed[id]))] };
        }

        foreach (var some in doubtful.Chunk(Math.Min(client.BackfillMessages, options.BatchCalls)))
        {
            yield return EndOfStep;
            yield return await AskAsync(some, priority, cancellationToken).ConfigureAwait(false);
        }

        var outstanding = (await copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false)).Select(entry => entry.Key.RemoteId).ToHashSet(StringComparer.Ordinal);
        var now = cursor();
        yield return new LabelledChanges
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
    private async Task<LabelledChanges> AskAsync(IReadOnlyList<string> ids, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var states = new List<RemoteState>();
        var gone = new List<string>();
        await foreach (var fetched in client.GetManyAsync(ids, GmailFormat.State, priority, false, cancellationToken).ConfigureAwait(false))
        {
            if (fetched.Message is { } message)
            {
                states.Add(labels.ToState(fetched.Id, message.LabelIds ?? []));
            }
            else if (fetched.Verdict == CallVerdict.NotFound)
            {
                gone.Add(fetched.Id);
            }
        }

        return new LabelledChanges { States = states, RemovedIds = gone };
    }

    private bool IsAnyMissing(IReadOnlyList<KnownState> known, HashSet<string?> outstanding)
    {
        var complete = known.Where(state => !state.IsPartial).Select(state => state.RemoteId).ToHashSet(StringComparer.Ordinal);
        return _listed.Keys.Any(id => !complete.Contains(id) && !outstanding.Contains(id));
    }
}
