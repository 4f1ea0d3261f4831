using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Providers.Imap;

/// <summary>Fetches whole messages and identities of the selected folder.</summary>
internal sealed class ImapMessages(ImapClient client, ImapSyncOptions options)
{
    private static readonly ImapBodySection IdentityHeader = ImapBodySection.HeaderFields(MessageIdentity.HeaderFields);

    private static readonly ImapFetchQuery IdentityQuery = new()
    {
        Flags = true,
        Size = true,
        Sections = [IdentityHeader],
    };

    private readonly ImapFetchQuery _many = WholeQuery(options.WholeMessageBytes);
    private readonly ImapFetchQuery _large = WholeQuery(options.LargestMessageBytes);

    /// <summary>UID, identity and flags of each; none for those that are gone by now.</summary>
    public async IAsyncEnumerable<MessageOnServer> ReadIdentitiesAsync(UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var fetch in client.UidFetchAsync(uids, IdentityQuery, cancellationToken).ConfigureAwait(false))
        {
            using (fetch)
            {
                if (fetch.Find(IdentityHeader) is { } header)
                {
                    var identity = MessageIdentity.Of(MimeParser.Parse(header.Data), fetch.Size ?? 0);
                    yield return new MessageOnServer(fetch.Uid, identity, ImapFlags.Normalize(fetch.Flags));
                }
            }
        }
    }

    /// <summary>The messages as they arrive, the large ones last and one at a time. A message the server cannot hand out is left out.</summary>
    public async IAsyncEnumerable<PlacedMessage> FetchAsync(
        ImapFolder folder, UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var large = new List<uint>();
        await foreach (var fetch in FetchSplittingAsync(uids, _many, cancellationToken).ConfigureAwait(false))
        {
            if (fetch.Size > options.WholeMessageBytes)
            {
                large.Add(fetch.Uid);
                fetch.Dispose();
            }
            else
            {
                yield return ToMessage(folder, fetch);
            }
        }

        foreach (var uid in large)
        {
            await foreach (var fetch in FetchSplittingAsync(UidSet.Of(uid), _large, cancellationToken).ConfigureAwait(false))
            {
                yield return ToMessage(folder, fetch);
            }
        }
    }

    /// <summary>
    /// Some servers refuse a whole FETCH because of one message they cannot read (Dovecot with a damaged file): what did not
    /// come is asked for again in halves, until the one at fault is alone.
    /// </summary>
    private async IAsyncEnumerable<ImapFetch> FetchSplittingAsync(
        UidSet uids, ImapFetchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = new Stack<UidSet>([uids]);
        while (pending.TryPop(out var wanted))
        {
            var missing = wanted;
            var fetches = client.UidFetchAsync(wanted, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (fetches.ConfigureAwait(false))
            {
                while (await MoveNextAsync(fetches).ConfigureAwait(false) is { } more)
                {
                    if (!more)
                    {
                        missing = UidSet.Empty;
                        break;
                    }

                    var fetch = fetches.Current;
                    missing = missing.Except(UidSet.Of(fetch.Uid));
                    if (fetch.Find(query.Sections[0]) is { IsMissing: false } && wanted.Contains(fetch.Uid))
                    {
                        yield return fetch;
                    }
                    else
                    {
                        fetch.Dispose();
                    }
                }
            }

            if (missing.Count > 1)
            {
                var upper = missing.TakeLast(missing.Count / 2);
                pending.Push(missing.Except(upper));
                pending.Push(upper);
            }
        }
    }

    /// <returns>Null when the server refused the command.</returns>
    private static async ValueTask<bool?> MoveNextAsync(IAsyncEnumerator<ImapFetch> fetches)
    {
        try
        {
            return await fetches.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ImapCommandException)
        {
            return null;
        }
    }

    private static PlacedMessage ToMessage(ImapFolder folder, ImapFetch fetch)
    {
        var receivedAt = fetch.InternalDate ?? DateTimeOffset.UnixEpoch;
        return new PlacedMessage(fetch)
        {
            FolderId = folder.Id,
            Uid = fetch.Uid,
            Flags = ImapFlags.Normalize(fetch.Flags),
            ReceivedAt = receivedAt,
            Size = fetch.Size ?? 0,
            Raw = fetch.Sections[0].Data,
            Arrival = folder.ArrivalOf(fetch.Uid, receivedAt),
        };
    }

    private static ImapFetchQuery WholeQuery(int bytes) => new()
    {
        Flags = true,
        InternalDate = true,
        Size = true,
        Sections = [ImapBodySection.Whole.Slice(0, (uint)bytes)],
    };
}

internal sealed record MessageOnServer(uint Uid, Guid Identity, IReadOnlyList<string> Flags);
