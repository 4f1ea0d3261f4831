using System.Text.Json;
using EmailAgent.Grains.Events;
using EmailAgent.Providers;
using EmailAgent.Storage.Events;
using EmailAgent.Storage.Mail.Outstanding;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// What is outstanding in one mailbox, as its one session sees it: follows each batch of changes and says what to store with it. Has no
/// I/O and no clock.
/// </summary>
/// <param name="stored">What is stored when the session begins.</param>
internal sealed class OutstandingBook(Guid connectionId, IEnumerable<OutstandingRow> stored)
{
    /// <summary>Messages of one batch that are announced one by one; one event counts the rest, so that a folder cannot flood the log.</summary>
    private const int MostAnnounced = 100;

    private readonly Dictionary<OutstandingLocation, OutstandingRow> _rows = stored.ToDictionary(row => row.Location);

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>How many were asked for by themselves, in vain; the others may turn out to be readable.</summary>
    public int UnreadableCount => _rows.Values.Count(row => row.Attempts > 0);

    /// <summary>When something is to be asked for again; null when nothing is outstanding.</summary>
    public DateTimeOffset? NextAttempt => _rows.Count == 0 ? null : _rows.Values.Min(row => row.NextAttempt);

    public IReadOnlyList<OutstandingRow> Rows => [.. _rows.Values];

    /// <summary>Follows a batch.</summary>
    /// <param name="now">The time.</param>
    /// <param name="delay">How long to wait after so many attempts, for a reason.</param>
    public OutstandingChange Follow(MailboxChanges changes, DateTimeOffset now, Func<int, OutstandingReason, TimeSpan> delay)
    {
        if (_rows.Count == 0 && changes.Outstanding.Count == 0)
        {
            return OutstandingChange.None;
        }

        var settled = SettledBy(changes).Where(_rows.ContainsKey).Distinct().ToList();
        foreach (var location in settled)
        {
            _rows.Remove(location);
        }

        var saved = new Dictionary<OutstandingLocation, OutstandingRow>();
        var news = new List<(OutstandingKey Key, OutstandingRow Row)>();
        foreach (var mail in changes.Outstanding)
        {
            var location = ToLocation(mail.Key);
            var known = _rows.GetValueOrDefault(location);
            var row = Next(location, mail, known, now, delay);
            saved[location] = _rows[location] = row;
            if (row.Attempts == 1 && known is not { Attempts: > 0 })
            {
                news.Add((mail.Key, row));
            }
        }

        return new OutstandingChange([.. saved.Values], settled, Announce(news));
    }

    /// <summary>Makes everything due, without storing that. A batch on its way must have been committed.</summary>
    public void Hasten(DateTimeOffset now)
    {
        foreach (var row in Rows.Where(row => row.NextAttempt > now))
        {
            _rows[row.Location] = row with { NextAttempt = now };
        }
    }

    /// <summary>Forgets what lay in folders that are gone, whose rows went with them.</summary>
    public void Keep(IReadOnlySet<Guid> folderIds)
    {
        foreach (var location in _rows.Keys.Where(location => location.LabelId is { } id && !folderIds.Contains(id)).ToList())
        {
            _rows.Remove(location);
        }
    }

    public static OutstandingLocation ToLocation(OutstandingKey key) => new(key.FolderId, key.Uid, key.RemoteId);

    public static OutstandingKey ToKey(OutstandingLocation location) => new(location.LabelId, location.Uid, location.RemoteId);

    /// <summary>The reason as it is stored and shown.</summary>
    public static string Name(OutstandingReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{reason}");

    private static OutstandingRow Next(
        OutstandingLocation location, OutstandingMail mail, OutstandingRow? known, DateTimeOffset now, Func<int, OutstandingReason, TimeSpan> delay)
    {
        var since = known?.Since ?? now;
        if (mail.AskWith is { } most)
        {
            // Not proven yet: asked for again as soon as there is a session, with fewer others each time.
            var attempts = known?.Attempts ?? 0;
            return new OutstandingRow(location, Name(mail.Reason), mail.Detail, attempts, Math.Min(most, known?.AskWith ?? most), since, now);
        }

        var failed = (known?.Attempts ?? 0) + 1;
        return new OutstandingRow(location, Name(mail.Reason), mail.Detail, failed, null, since, now + delay(failed, mail.Reason));
    }

    private IEnumerable<OutstandingLocation> SettledBy(MailboxChanges changes)
    {
        var rebased = changes.Rebased.Select(rebase => rebase.FolderId).ToHashSet();
        return
        [
            .. _rows.Keys.Where(location => location is { Uid: not null, LabelId: { } id } && rebased.Contains(id)),
            .. changes.Settled.Select(ToLocation),
            .. changes.Removed.Concat(changes.Moved.SelectMany(move => new[] { move.From, move.To })).Select(placement => new OutstandingLocation(placement.FolderId, placement.Uid, null)),
            .. changes.RemovedIds.Select(id => new OutstandingLocation(null, null, id)),
            .. changes.Added.Select(LocationOf).OfType<OutstandingLocation>(),
        ];
    }

    /// <returns>Null for a message that is still partial.</returns>
    private static OutstandingLocation? LocationOf(RemoteMessage message) => message switch
    {
        PlacedMessage placed => new OutstandingLocation(placed.FolderId, placed.Uid, null),
        LabelledMessage { IsPartial: false } labelled => new OutstandingLocation(null, null, labelled.RemoteId),
        _ => null,
    };

    private List<NewEvent> Announce(List<(OutstandingKey Key, OutstandingRow Row)> news)
    {
        var messages = news.Where(entry => !entry.Key.IsFolder).ToList();
        var events = news.Where(entry => entry.Key.IsFolder).Concat(messages.Take(MostAnnounced)).Select(entry => Announce(entry.Key, entry.Row)).ToList();
        if (messages.Count > MostAnnounced)
        {
            events.Add(new NewEvent(
                EventTypes.SyncMessageUnreadable,
                $$"""{"connection_id":"{{connectionId:N}}","reason":"{{messages[MostAnnounced].Row.Reason}}","more":{{messages.Count - MostAnnounced}}}"""));
        }

        return events;
    }

    private NewEvent Announce(OutstandingKey key, OutstandingRow row)
    {
        var location = key switch
        {
            { RemoteId: { } remoteId } => $"\"remote_id\":\"{JsonEncodedText.Encode(remoteId)}\"",
            { Uid: { } uid } => $"\"label_id\":\"{key.FolderId:N}\",\"uid\":{uid}",
            _ => $"\"label_id\":\"{key.FolderId:N}\"",
        };
        return new NewEvent(
            key.IsFolder ? EventTypes.SyncFolderUnreadable : EventTypes.SyncMessageUnreadable,
            $$"""{"connection_id":"{{connectionId:N}}","reason":"{{row.Reason}}",{{location}}}""");
    }
}

/// <summary>What a batch changes about outstanding messages and folders.</summary>
/// <param name="Saved">Rows as they are from now on.</param>
/// <param name="Settled">What is no longer outstanding.</param>
/// <param name="Events">What the owner is told, once for each.</param>
internal sealed record OutstandingChange(IReadOnlyList<OutstandingRow> Saved, IReadOnlyList<OutstandingLocation> Settled, IReadOnlyList<NewEvent> Events)
{
    public static readonly OutstandingChange None = new([], [], []);
}
