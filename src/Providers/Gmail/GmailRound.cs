using System.Runtime.CompilerServices;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// A pull of the changes since the cursor. Each page of Gmail's history is committed with its own cursor. The history contains differences
/// of labels, so a change that the copy has already does no harm: the last difference of each label decides.
/// </summary>
internal sealed class GmailRound(GmailClient client, GmailLabels labels, GmailMessages messages)
{
    /// <summary>Maximum lag of Google's clock behind ours.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Yields the changes since <paramref name="cursor"/>, the last of them with the cursor after all of them.</summary>
    /// <returns>Nothing when Gmail no longer has the history so far back; <see cref="IsLost"/> is set then.</returns>
    public async IAsyncEnumerable<LabelledChanges> RunAsync(
        GmailCursor cursor, ILabelledCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await client.ListHistoryAsync(cursor.HistoryId, priority, cancellationToken).ConfigureAwait(false) is not { } pages)
        {
            IsLost = true;
            yield break;
        }

        // All pages are read before any is acted on, because a message may be archived on a later page than it came in on.
        var all = GmailFold.Of(pages.SelectMany(page => page.History ?? []));
        await labels.EnsureAsync(all.Labels, copy, priority, cancellationToken).ConfigureAwait(false);
        for (var number = 0; number < pages.Count; number++)
        {
            var reached = pages[number].History is [.., var last] ? last.Id : cursor.HistoryId;
            // What happens while pages are read may be missing from the later ones: the first page's present is what is surely in.
            cursor = cursor with { HistoryId = number == pages.Count - 1 ? HistoryId.Later(reached, pages[0].HistoryId) : reached };
            await foreach (var changes in ReadPageAsync(GmailFold.Of(pages[number].History ?? []), all, cursor, copy, priority, cancellationToken).ConfigureAwait(false))
            {
                yield return changes;
            }
        }
    }

    /// <summary>Indicates whether Gmail no longer has the history since the cursor.</summary>
    public bool IsLost { get; private set; }

    /// <summary>
    /// Returns the arrival of a message. Mail that arrived in the inbox is received, wherever it is now. Mail from before the connection of
    /// the mailbox was filed by a user.
    /// </summary>
    public static Arrival ArrivalOf(GmailMessage message, IReadOnlyCollection<string> labels, GmailCursor cursor) =>
        GmailMessages.ReceivedAt(message) < cursor.Connected - ClockTolerance ? Arrival.Filed
        : labels.Contains(GmailLabels.Inbox) ? Arrival.Received
        : labels.Contains(GmailLabels.Sent) ? Arrival.Sent
        : Arrival.Filed;

    private async IAsyncEnumerable<LabelledChanges> ReadPageAsync(
        GmailFold fold, GmailFold all, GmailCursor next, ILabelledCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = (await copy.FindIdsAsync([.. fold.Touches.Keys], cancellationToken).ConfigureAwait(false)).ToDictionary(state => state.RemoteId, StringComparer.Ordinal);
        var missing = fold.Touches.Where(touch => touch.Value is { IsAdded: true, IsDeleted: false } && !known.ContainsKey(touch.Key)).Select(touch => touch.Key).ToList();
        var read = messages.ReadAsync(
            missing, message => ArrivalOf(message, [.. message.LabelIds ?? [], .. all.Touches[message.Id].Seen], next), copy, priority, false, cancellationToken);
        await foreach (var changes in read.ConfigureAwait(false))
        {
            yield return changes;
        }

        yield return new LabelledChanges
        {
            States = [.. known.Values.Where(state => !fold.Touches[state.RemoteId].IsDeleted).Select(state => Apply(fold.Touches[state.RemoteId], state)).OfType<RemoteState>()],
            RemovedIds = [.. known.Keys.Where(id => fold.Touches[id].IsDeleted)],
            Cursor = next.ToString(),
        };
    }

    private RemoteState? Apply(GmailTouch touch, KnownState known)
    {
        var before = labels.LabelsOf(known);
        var now = new HashSet<string>(before, StringComparer.Ordinal);
        touch.ApplyTo(now);
        return labels.Relevant(now).SetEquals(before) ? null : labels.ToState(known.RemoteId, now);
    }
}
