using System.Text.Json;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// The record of outstanding messages and folders of one mailbox, as its one session sees it: follows each batch of changes and returns the
/// rows to store with it. Has no I/O and no clock.
/// </summary>
/// <param name="stored">The stored rows at the begin of the session.</param>
internal sealed class OutstandingBook(Guid connectionId, IEnumerable<OutstandingRow> stored)
{
    /// <summary>
    /// Maximum number of messages of one batch that are announced one by one; one event counts the rest, so that a folder cannot flood the
    /// log.
    /// </summary>
    private const int MostAnnounced = 100;

    private readonly Dictionary<OutstandingKey, OutstandingRow> _rows = stored.ToDictionary(row => row.Key);

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Returns the number of those for which a request for them alone failed; the others may turn out to be readable.</summary>
    public int UnreadableCount => _rows.Values.Count(row => row.Attempts > 0);

    /// <summary>Returns the time of the next request for one of them; null when nothing is outstanding.</summary>
    public DateTimeOffset? NextAttempt => _rows.Count == 0 ? null : _rows.Values.Min(row => row.NextAttempt);

    public IReadOnlyList<OutstandingRow> Rows => [.. _rows.Values];

    /// <summary>Updates the record with a batch.</summary>
    /// <param name="delay">Returns the wait after a number of attempts, for a reason.</param>
    public OutstandingChange Follow(MailboxChanges changes, DateTimeOffset now, Func<int, OutstandingReason, TimeSpan> delay)
    {
        if (_rows.Count == 0 && changes.Outstanding.Count == 0)
        {
            return OutstandingChange.None;
        }

        var settled = SettledBy(changes).Where(_rows.ContainsKey).Distinct().ToList();
        foreach (var key in settled)
        {
            _rows.Remove(key);
        }

        var saved = new Dictionary<OutstandingKey, OutstandingRow>();
        var news = new List<OutstandingRow>();
        foreach (var mail in changes.Outstanding)
        {
            var known = _rows.GetValueOrDefault(mail.Key);
            var row = Next(mail, known, now, delay);
            saved[row.Key] = _rows[row.Key] = row;
            if (row.Attempts == 1 && known is not { Attempts: > 0 })
            {
                news.Add(row);
            }
        }

        return new OutstandingChange([.. saved.Values], settled, Announce(news));
    }

    /// <summary>Makes everything due, without storing that. All batches must have been committed.</summary>
    public void Hasten(DateTimeOffset now)
    {
        foreach (var row in Rows.Where(row => row.NextAttempt > now))
        {
            _rows[row.Key] = row with { NextAttempt = now };
        }
    }

    /// <summary>Removes the entries of folders that are gone, whose rows were deleted with them.</summary>
    public void Keep(IReadOnlySet<Guid> folderIds)
    {
        foreach (var key in _rows.Keys.Where(key => key.FolderId is { } id && !folderIds.Contains(id)).ToList())
        {
            _rows.Remove(key);
        }
    }

    /// <summary>Returns the name of a reason as it is stored and shown.</summary>
    public static string Name(OutstandingReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{reason}");

    private static OutstandingRow Next(OutstandingMail mail, OutstandingRow? known, DateTimeOffset now, Func<int, OutstandingReason, TimeSpan> delay)
    {
        var since = known?.Since ?? now;
        if (mail.AskWith is { } most)
        {
            // Not proven yet: requested again as soon as there is a session, with fewer others each time.
            var attempts = known?.Attempts ?? 0;
            return new OutstandingRow(mail.Key, Name(mail.Reason), mail.Detail, attempts, Math.Min(most, known?.AskWith ?? most), since, now);
        }

        var failed = (known?.Attempts ?? 0) + 1;
        return new OutstandingRow(mail.Key, Name(mail.Reason), mail.Detail, failed, null, since, now + delay(failed, mail.Reason));
    }

    private IEnumerable<OutstandingKey> SettledBy(MailboxChanges changes)
    {
        var own = changes switch
        {
            PlacedChanges placed => SettledBy(placed),
            LabelledChanges labelled => labelled.RemovedIds.Select(OutstandingKey.Labelled),
            _ => [],
        };
        return [.. own, .. changes.Settled, .. changes.Added.Select(KeyOf).OfType<OutstandingKey>()];
    }

    private IEnumerable<OutstandingKey> SettledBy(PlacedChanges changes)
    {
        var rebased = changes.Rebased.Select(rebase => rebase.FolderId).ToHashSet();
        return
        [
            .. _rows.Keys.Where(key => key is { Uid: not null, FolderId: { } id } && rebased.Contains(id)),
            .. changes.Removed.Concat(changes.Moved.SelectMany(move => new[] { move.From, move.To })).Select(placement => OutstandingKey.Placed(placement.FolderId, placement.Uid)),
        ];
    }

    /// <summary>Returns the key of a message.</summary>
    /// <returns>Null for a message that is still partial.</returns>
    private static OutstandingKey? KeyOf(RemoteMessage message) => message switch
    {
        PlacedMessage placed => OutstandingKey.Placed(placed.FolderId, placed.Uid),
        LabelledMessage { IsPartial: false } labelled => OutstandingKey.Labelled(labelled.RemoteId),
        _ => null,
    };

    private List<NewEvent> Announce(List<OutstandingRow> news)
    {
        var messages = news.Where(row => !row.Key.IsFolder).ToList();
        var events = news.Where(row => row.Key.IsFolder).Concat(messages.Take(MostAnnounced)).Select(ToEvent).ToList();
        if (messages.Count > MostAnnounced)
        {
            events.Add(new NewEvent(
                SyncEvents.MessageUnreadable,
                $$"""{"connection_id":"{{connectionId:N}}","reason":"{{messages[MostAnnounced].Reason}}","more":{{messages.Count - MostAnnounced}}}"""));
        }

        return events;
    }

    private NewEvent ToEvent(OutstandingRow row)
    {
        var key = row.Key;
        var location = key switch
        {
            { RemoteId: { } remoteId } => $"\"remote_id\":\"{JsonEncodedText.Encode(remoteId)}\"",
            { Uid: { } uid } => $"\"label_id\":\"{key.FolderId:N}\",\"uid\":{uid}",
            _ => $"\"label_id\":\"{key.FolderId:N}\"",
        };
        return new NewEvent(
            key.IsFolder ? SyncEvents.FolderUnreadable : SyncEvents.MessageUnreadable,
            $$"""{"connection_id":"{{connectionId:N}}","reason":"{{row.Reason}}",{{location}}}""");
    }
}

/// <summary>The changes of outstanding messages and folders that a batch causes.</summary>
/// <param name="Saved">New state of rows.</param>
/// <param name="Settled">Keys that are no longer outstanding.</param>
/// <param name="Events">Events for the owner, one for each message or folder.</param>
internal sealed record OutstandingChange(IReadOnlyList<OutstandingRow> Saved, IReadOnlyList<OutstandingKey> Settled, IReadOnlyList<NewEvent> Events)
{
    public static readonly OutstandingChange None = new([], [], []);
}
