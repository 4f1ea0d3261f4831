using System.Globalization;
using System.Runtime.CompilerServices;
using EmailAgent.Providers.Http;
using EmailAgent.Providers.Memory;
using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Gmail;

/// <summary>Fetches messages in the form in which the copy takes them in.</summary>
internal sealed partial class GmailMessages(GmailClient client, GmailLabels labels, GmailOptions options, FetchShare memory, ILogger logger)
{
    /// <summary>If more messages than this are requested and none arrives, the fault is considered Gmail's and not that of the messages.</summary>
    public const int MostFailingAlone = 8;

    /// <summary>Under this name Gmail states its checks, and removes what senders state.</summary>
    private const string ReceivingServer = "mx.google.com";

    /// <summary>Room that is set aside for a message, whose size is not known before it comes; a larger one is counted when it has come.</summary>
    private const long RoomForOne = 1 << 20;

    /// <summary>Messages of the copy that are asked for to see whether Gmail hands out any; one of them may have been deleted.</summary>
    private const int Probes = 3;

    /// <summary>Set once Gmail has delivered another message while it failed on many, so that the fault is considered that of the messages.</summary>
    private bool _isContentProven;

    /// <summary>
    /// Yields whole messages in batches, each in the order in which they were asked for. The last batch accounts for those that do not
    /// arrive: a message that Gmail fails on is outstanding, so that it does not hold up the others, and one that is gone is settled.
    /// </summary>
    /// <param name="arrival">Returns the reason why a message with these labels is new to the copy.</param>
    /// <param name="isPaid">Indicates whether their price has been paid already.</param>
    public async IAsyncEnumerable<LabelledChanges> ReadAsync(
        IReadOnlyList<string> ids, Func<GmailMessage, Arrival> arrival, ILabelledCopy copy, QuotaPriority priority, bool isPaid, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<LabelledMessage>();
        var bytes = 0L;
        var account = new GmailFetchAccount();
        var room = await memory.ReserveAsync(RoomFor(ids), cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (var fetched in client.GetManyAsync(ids, GmailFormat.Raw, priority, isPaid, cancellationToken).ConfigureAwait(false))
            {
                if (account.Take(fetched, isWhole: true) is { Raw: { } raw } message)
                {
                    await labels.EnsureAsync(message.LabelIds ?? [], copy, priority, cancellationToken).ConfigureAwait(false);
                    batch.Add(ToMessage(message, raw, raw.Length, arrival(message), room.Take(raw.Length, null)));
                    bytes += raw.Length;
                }

                if (bytes >= options.BatchBytes)
                {
                    yield return new LabelledChanges { Added = InOrder(batch, ids) };
                    (batch, bytes) = ([], 0);
                    room.Dispose();
                    room = await memory.ReserveAsync(RoomFor(ids), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            room.Dispose();
        }

        // Of a message that is too large to read, the header has to do.
        await foreach (var fetched in client.GetManyAsync(account.TooLarge, GmailFormat.Metadata, priority, false, cancellationToken).ConfigureAwait(false))
        {
            if (account.Take(fetched, isWhole: false) is { } message) batch.Add(ToMessage(message, GmailMetadata.ToMime(message), message.SizeEstimate, arrival(message)));
        }

        await CheckAsync(account, copy, priority, cancellationToken).ConfigureAwait(false);
        yield return new LabelledChanges { Added = InOrder(batch, ids), Outstanding = account.Outstanding, Settled = account.Gone };
    }

    /// <summary>Reads header fields and first words, so that messages can be listed before they are read.</summary>
    public async Task<IReadOnlyList<RemoteMessage>> ReadHeadersAsync(IReadOnlyList<string> ids, Func<GmailMessage, Arrival> arrival, ILabelledCopy copy, CancellationToken cancellationToken)
    {
        var batch = new List<LabelledMessage>();
        await foreach (var fetched in client.GetManyAsync(ids, GmailFormat.Metadata, QuotaPriority.Person, false, cancellationToken).ConfigureAwait(false))
        {
            if (fetched.Message is { } message)
            {
                await labels.EnsureAsync(message.LabelIds ?? [], copy, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
                batch.Add(ToMessage(message, GmailMetadata.ToMime(message), message.SizeEstimate, arrival(message), isPartial: true));
            }
        }

        return InOrder(batch, ids);
    }

    /// <summary>Returns the time at which Gmail received a message.</summary>
    public static DateTimeOffset ReceivedAt(GmailMessage message) =>
        long.TryParse(message.InternalDate, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is > 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch;

    /// <summary>Sorts a batch by its ids, since answers come in any order and the first message must be announced first.</summary>
    private static IReadOnlyList<RemoteMessage> InOrder(List<LabelledMessage> batch, IReadOnlyList<string> ids)
    {
        var order = ids.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        return [.. batch.OrderBy(message => order[message.RemoteId])];
    }

    private long RoomFor(IReadOnlyList<string> ids) => Math.Min(ids.Count * RoomForOne, 2L * options.BatchBytes);

    private LabelledMessage ToMessage(
        GmailMessage message, ReadOnlyMemory<byte> raw, long size, Arrival arrival, IDisposable? owner = null, bool isPartial = false)
    {
        var state = labels.ToState(message.Id, message.LabelIds ?? []);
        return new LabelledMessage(owner)
        {
            RemoteId = message.Id,
            FolderIds = state.FolderIds,
            Flags = state.Flags,
            ReceivedAt = ReceivedAt(message),
            Size = size,
            Raw = raw,
            Arrival = arrival,
            AuthenticatingServer = ReceivingServer,
            IsPartial = isPartial,
            Snippet = GmailMetadata.Snippet(message),
        };
    }

    /// <summary>Makes sure that it is the messages that Gmail fails on, and not Gmail as a whole.</summary>
    /// <exception cref="ProviderException">Gmail as a whole fails.</exception>
    private async Task CheckAsync(GmailFetchAccount account, ILabelledCopy copy, QuotaPriority priority, CancellationToken cancellationToken)
    {
        if (account is { HasAny: false, Outstanding.Count: > 0 })
        {
            await client.GetProfileAsync(priority, cancellationToken).ConfigureAwait(false);
            if (account.Outstanding.Count > MostFailingAlone && !await ProbeAsync(account, copy, priority, cancellationToken).ConfigureAwait(false))
            {
                throw new ProviderException(ProviderFailure.Busy, "Gmail hands out no message at the moment.");
            }
        }

        foreach (var mail in account.Outstanding)
        {
            LogUnreadable(mail.Key.RemoteId!);
        }
    }

    /// <summary>Asks for the newest messages that Gmail has handed out before.</summary>
    /// <returns>True if one arrives, now or earlier in this session.</returns>
    private async Task<bool> ProbeAsync(GmailFetchAccount account, ILabelledCopy copy, QuotaPriority priority, CancellationToken cancellationToken)
    {
        if (_isContentProven)
        {
            return true;
        }

        var failing = account.Outstanding.Select(mail => mail.Key.RemoteId).ToHashSet(StringComparer.Ordinal);
        var known = await copy.ReadIdsAsync(cancellationToken).ConfigureAwait(false);
        var newest = known.Where(state => !state.IsPartial && !failing.Contains(state.RemoteId)).Select(state => state.RemoteId)
            .OrderByDescending(id => id.Length).ThenByDescending(id => id, StringComparer.Ordinal).Take(Probes).ToList();
        await foreach (var fetched in client.GetManyAsync(newest, GmailFormat.Raw, priority, false, cancellationToken).ConfigureAwait(false))
        {
            _isContentProven |= fetched is { Verdict: CallVerdict.Done, Message.Raw: not null };
        }

        return _isContentProven;
    }

    [LoggerMessage(1, LogLevel.Warning, "Gmail cannot deliver message {RemoteId}; it is requested again later")]
    private partial void LogUnreadable(string remoteId);
}
