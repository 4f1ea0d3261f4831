using System.Runtime.CompilerServices;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// The load of messages that the copy lacks, newest first: lists the mailbox, pulls its changes, and fetches the messages that are missing
/// then. In this order, mail that arrives meanwhile is found as new before it could count as history. The load is complete when no message
/// is missing from a list during which the mailbox did not change; otherwise the mailbox is listed again. The copy is its only state, so it
/// can stop and start again anywhere.
/// </summary>
/// <remarks>
/// Only the first screen is fetched as headers first. Headers cost as many units as whole messages, so that for all mail they would double
/// a time that the budget alone decides.
/// </remarks>
internal sealed class GmailBackfill(GmailClient client, GmailMessages messages, GmailOptions options)
{
    /// <summary>Longest wait for budget before the mailbox can do other work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<string> _listed = [];
    private readonly Queue<string> _missing = [];
    private string? _page;
    private int _pages;
    private string? _listedAt;
    private bool _isSnapshot;

    /// <summary>Fetches the newest messages, so that there is something to see at once.</summary>
    public async IAsyncEnumerable<LabelledChanges> FirstScreenAsync(
        GmailCursor cursor, ILabelledCopy copy, Func<IAsyncEnumerable<LabelledChanges>> catchUp, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ListPageAsync(cursor, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        var newest = _listed.Take(options.FirstScreen).ToList();
        await foreach (var changes in catchUp().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        var known = await copy.FindIdsAsync(newest, cancellationToken).ConfigureAwait(false);
        var missing = newest.Except(known.Select(state => state.RemoteId), StringComparer.Ordinal).ToList();
        yield return new LabelledChanges { Added = await messages.ReadHeadersAsync(missing, message => ArrivalOf(message, cursor), copy, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Fetches the next stretch; nothing when there is no budget for one now, or a list is still being read.</summary>
    public async IAsyncEnumerable<LabelledChanges> NextAsync(
        GmailCursor cursor, ILabelledCopy copy, Func<IAsyncEnumerable<LabelledChanges>> catchUp, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_missing.Count == 0)
        {
            if (!await ListPageAsync(cursor, QuotaPriority.Backfill, cancellationToken).ConfigureAwait(false))
            {
                yield break;
            }

            await foreach (var changes in catchUp().WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                cursor = GmailCursor.Parse(changes.Cursor) ?? cursor;
                yield return changes;
            }

            _isSnapshot = _listedAt == cursor.HistoryId;
            await FindMissingAsync(copy, cancellationToken).ConfigureAwait(false);
            if (_missing.Count == 0)
            {
                yield return Complete(cursor);
                yield break;
            }
        }

        var count = Math.Min(client.BackfillMessages, _missing.Count);
        if (!await client.TryPayAsync(count, Patience, cancellationToken).ConfigureAwait(false))
        {
            yield break;
        }

        var ids = _missing.Take(count).ToList();
        await foreach (var changes in messages.ReadAsync(ids, message => ArrivalOf(message, cursor), copy, QuotaPriority.Backfill, true, cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        for (var i = 0; i < count; i++) _missing.Dequeue();
        if (_missing.Count == 0 && _isSnapshot) yield return Complete(cursor);
    }

    private static LabelledChanges Complete(GmailCursor cursor) => new() { Cursor = (cursor with { HistoryComplete = true }).ToString() };

    /// <returns>True if the list is complete.</returns>
    private async Task<bool> ListPageAsync(GmailCursor cursor, QuotaPriority priority, CancellationToken cancellationToken)
    {
        if (_pages == 0)
        {
            _listedAt = cursor.HistoryId;
        }
        else if (_page is null)
        {
            return true;
        }

        var page = await client.ListMessagesAsync(null, _page, priority, cancellationToken).ConfigureAwait(false);
        _listed.AddRange(page.Ids);
        _page = client.NextPage(page.NextPageToken, _page, ++_pages);
        return _page is null;
    }

    private async Task FindMissingAsync(ILabelledCopy copy, CancellationToken cancellationToken)
    {
        var known = await copy.ReadIdsAsync(cancellationToken).ConfigureAwait(false);
        var complete = known.Where(state => !state.IsPartial).Select(state => state.RemoteId).ToHashSet(StringComparer.Ordinal);
        complete.UnionWith((await copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false)).Select(entry => entry.Key.RemoteId).OfType<string>());
        foreach (var id in _listed.Distinct(StringComparer.Ordinal))
        {
            if (!complete.Contains(id)) _missing.Enqueue(id);
        }

        _listed.Clear();
        _pages = 0;
    }

    /// <summary>
    /// Returns the arrival of a message that the copy lacks: history, except for mail that arrived while Gmail's own history was lost. It
    /// is unknown whether that was in the inbox and has been moved since; it counts as received unless its labels exclude that.
    /// </summary>
    public static Arrival ArrivalOf(GmailMessage message, GmailCursor cursor)
    {
        if (GmailMessages.ReceivedAt(message) < cursor.Connected)
        {
            return Arrival.History;
        }

        var labels = message.LabelIds ?? [];
        return labels.Any(label => label is GmailLabels.Sent or GmailLabels.Draft or GmailLabels.Spam) ? GmailRound.ArrivalOf(message, labels, cursor) : Arrival.Received;
    }
}
