using System.Globalization;
using System.Runtime.CompilerServices;
using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Gmail;

/// <summary>Fetches messages in the form in which the copy takes them in.</summary>
internal sealed partial class GmailMessages(GmailClient client, GmailLabels labels, GmailOptions options, ILogger logger)
{
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>Messages that Gmail fails on: they are left out, so that they do not hold up the others, until they are tried again.</summary>
    public IReadOnlySet<string> Unreadable => _unreadable;

    /// <summary>Gives the unreadable messages another chance.</summary>
    public void RetryUnreadable() => _unreadable.Clear();

    /// <summary>Whole messages, in lists that are committed together, each in the order in which they were asked for. Those that are gone are left out.</summary>
    /// <param name="arrival">Why a message of these labels is new to the copy.</param>
    /// <param name="isPaid">Whether their price has been paid already.</param>
    public async IAsyncEnumerable<IReadOnlyList<RemoteMessage>> ReadAsync(
        IReadOnlyList<string> ids, Func<GmailMessage, Arrival> arrival, IMailboxCopy copy, QuotaPriority priority, bool isPaid, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<LabelledMessage>();
        var (bytes, done) = (0L, 0);
        var failing = new List<string>();
        var large = new List<string>();
        await foreach (var fetched in client.GetManyAsync(ids, GmailFormat.Raw, priority, isPaid, cancellationToken).ConfigureAwait(false))
        {
            switch (fetched.Verdict)
            {
                case GmailVerdict.Done when fetched.Message is not { Raw: not null }:
                    failing.Add(fetched.Id);
                    break;
                case GmailVerdict.Done or GmailVerdict.NotFound:
                    done++;
                    break;
                case GmailVerdict.TooLarge:
                    large.Add(fetched.Id);
                    break;
                default:
                    failing.Add(fetched.Id);
                    break;
            }

            if (fetched.Message is { Raw: { } raw } message)
            {
                await labels.EnsureAsync(message.LabelIds ?? [], copy, priority, cancellationToken).ConfigureAwait(false);
                batch.Add(ToMessage(message, raw, raw.Length, arrival(message)));
                bytes += raw.Length;
            }

            if (bytes >= options.BatchBytes)
            {
                yield return InOrder(batch, ids);
                (batch, bytes) = ([], 0);
            }
        }

        // Of a message that is too large to read, the header has to do.
        await foreach (var fetched in client.GetManyAsync(large, GmailFormat.Metadata, priority, false, cancellationToken).ConfigureAwait(false))
        {
            if (fetched.Message is { } message) batch.Add(ToMessage(message, GmailMetadata.ToMime(message), message.SizeEstimate, arrival(message)));
            else if (fetched.Verdict != GmailVerdict.NotFound) failing.Add(fetched.Id);
        }

        await GiveUpAsync(failing, done, priority, cancellationToken).ConfigureAwait(false);
        if (batch.Count > 0) yield return InOrder(batch, ids);
    }

    /// <summary>Header fields and first words, so that messages can be listed before they are read.</summary>
    public async Task<IReadOnlyList<RemoteMessage>> ReadHeadersAsync(IReadOnlyList<string> ids, Func<GmailMessage, Arrival> arrival, IMailboxCopy copy, CancellationToken cancellationToken)
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

    /// <summary>When Gmail took it in.</summary>
    public static DateTimeOffset ReceivedAt(GmailMessage message) =>
        long.TryParse(message.InternalDate, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is > 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch;

    /// <summary>The answers to a batch come in any order; what came in first shall be announced first.</summary>
    private static IReadOnlyList<RemoteMessage> InOrder(List<LabelledMessage> batch, IReadOnlyList<string> ids)
    {
        var order = ids.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        return [.. batch.OrderBy(message => order[message.RemoteId])];
    }

    private LabelledMessage ToMessage(GmailMessage message, ReadOnlyMemory<byte> raw, long size, Arrival arrival, bool isPartial = false)
    {
        var state = labels.ToState(message.Id, message.LabelIds ?? []);
        return new LabelledMessage(null)
        {
            RemoteId = message.Id,
            FolderIds = state.FolderIds,
            Flags = state.Flags,
            ReceivedAt = ReceivedAt(message),
            Size = size,
            Raw = raw,
            Arrival = arrival,
            IsPartial = isPartial,
            Snippet = GmailMetadata.Snippet(message),
        };
    }

    /// <summary>Leaves out what Gmail fails on, unless it is Gmail as a whole that fails.</summary>
    private async Task GiveUpAsync(List<string> failing, int done, QuotaPriority priority, CancellationToken cancellationToken)
    {
        if (failing.Count == 0)
        {
            return;
        }

        if (done == 0)
        {
            await client.GetProfileAsync(priority, cancellationToken).ConfigureAwait(false);
        }

        foreach (var id in failing)
        {
            _unreadable.Add(id);
            LogUnreadable(id);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Gmail cannot hand out message {RemoteId}; it is left out for now")]
    private partial void LogUnreadable(string remoteId);
}
