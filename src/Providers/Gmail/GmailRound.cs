using System.Runtime.CompilerServices;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// Brings in what has happened since the cursor. Each page of Gmail's history is committed with its own cursor. What it says of labels are
/// differences, so it does no harm when some of it is in the copy already: the last word on each label is the same.
/// </summary>
internal sealed class GmailRound(GmailClient client, GmailLabels labels, GmailMessages messages)
{
    /// <summary>How far Google's clock may be behind ours.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Yields the changes since <paramref name="cursor"/>, the last of them with the cursor that all is in.</summary>
    /// <returns>Nothing at all when Gmail has forgotten that far back; <see cref="IsLost"/> says so.</returns>
    public async IAsyncEnumerable<MailboxChanges> RunAsync(
        GmailCursor cursor, IMailboxCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
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

    /// <summary>Whether Gmail has forgotten what happened since the cursor.</summary>
    public bool IsLost { get; private set; }

    /// <summary>News is what came into the inbox, whatever has become of it since. Mail from before the mailbox was connected has been put there by somebody.</summary>
    public static Arrival ArrivalOf(GmailMessage message, IReadOnlyCollection<string> labels, GmailCursor cursor) =>
        GmailMessages.ReceivedAt(message) < cursor.Connected - ClockTolerance ? Arrival.Filed
        : labels.Contains(GmailLabels.Inbox) ? Arrival.Received
        : labels.Contains(GmailLabels.Sent) ? Arrival.Sent
        : Arrival.Filed;

    private async IAsyncEnumerable<MailboxChanges> ReadPageAsync(
        GmailFold fold, GmailFold all, GmailCursor next, IMailboxCopy copy, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = (await copy.FindIdsAsync([.. fold.Touches.Keys], cancellationToken).ConfigureAwait(false)).ToDictionary(state => state.RemoteId, StringComparer.Ordinal);
        var missing = fold.Touches.Where(touch => touch.Value is { IsAdded: true, IsDeleted: false } && !known.ContainsKey(touch.Key)).Select(touch => touch.Key).ToList();
        var read = messages.ReadAsync(
            missing, message => ArrivalOf(message, [.. message.LabelIds ?? [], .. all.Touches[message.Id].Seen], next), copy, priority, false, cancellationToken);
        await foreach (var changes in read.ConfigureAwait(false))
        {
            yield return changes;
        }

        yield return new MailboxChanges
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
