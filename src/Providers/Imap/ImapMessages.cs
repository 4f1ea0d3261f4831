using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers.Memory;

namespace EmailAgent.Providers.Imap;

/// <summary>Fetches whole messages and identities of the selected folder.</summary>
/// <param name="isWary">Indicates whether sessions of this mailbox have failed before this one.</param>
/// <param name="memory">Bounds what the session holds.</param>
internal sealed class ImapMessages(ImapClient client, ImapSyncOptions options, bool isWary, FetchShare memory)
{
    private static readonly ImapBodySection IdentityHeader = ImapBodySection.HeaderFields(MessageIdentity.HeaderFields);

    private static readonly ImapFetchQuery IdentityQuery = new()
    {
        Flags = true,
        Size = true,
        Sections = [IdentityHeader],
    };

    /// <summary>Indicates whether sessions of this mailbox have failed before this one.</summary>
    public bool IsWary => isWary;

    /// <summary>
    /// Set once the server has delivered other mail while it refused some, so that the fault is considered that of the messages and each is
    /// isolated, however many there are.
    /// </summary>
    public bool IsContentProven { get; set; }

    /// <summary>Returns the session's share of the process's memory.</summary>
    public FetchShare Memory => memory;

    /// <summary>Reads UID, identity and flags of messages; those that are gone by now are left out.</summary>
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

    /// <summary>
    /// Finds, by FETCH, the messages that are in the selected folder. It verifies a SEARCH, since a lost answer to that looks like one
    /// without results. Flags are not requested, since an answer with flags would take the place of the report of their change.
    /// </summary>
    public async Task<UidSet> ReadUidsAsync(UidSet uids, CancellationToken cancellationToken)
    {
        var present = new List<uint>();
        await foreach (var fetch in client.UidFetchAsync(uids, new ImapFetchQuery(), cancellationToken).ConfigureAwait(false))
        {
            using (fetch)
            {
                if (uids.Contains(fetch.Uid)) present.Add(fetch.Uid);
            }
        }

        return UidSet.Of(present);
    }

    /// <summary>Leaves out what a session that failed has brought in without its cursor, so that repeated failures still make progress.</summary>
    public async Task<UidSet> WithoutKnownAsync(IPlacedCopy copy, ImapFolder folder, UidSet fresh, CancellationToken cancellationToken)
    {
        if (!isWary || fresh.IsEmpty)
        {
            return fresh;
        }

        var known = await copy.ReadFolderAsync(folder.Id, [(fresh.Min, fresh.Max)], cancellationToken).ConfigureAwait(false);
        return fresh.Except(UidSet.Of(known.Select(message => (uint)message.Uid)));
    }

    /// <summary>
    /// Cuts off the first messages that may be held at one time: as many as make a batch by their bytes, one at the least. After a failure,
    /// and where messages may end the connection, their sizes are not asked for: only the fetch itself isolates the one at fault.
    /// </summary>
    /// <param name="isRetry">Indicates whether the messages are outstanding.</param>
    public async Task<UidSet> CutAsync(UidSet uids, bool isRetry, CancellationToken cancellationToken)
    {
        if (uids.Count <= 1)
        {
            return uids;
        }

        if (isWary || isRetry || await ReadSizesAsync(uids, cancellationToken).ConfigureAwait(false) is not { } sizes)
        {
            return UidSet.Of(uids.Take(FetchTerms.LargestSuspectGroup));
        }

        var first = new List<uint>();
        var bytes = 0L;
        foreach (var uid in uids)
        {
            bytes += Math.Min(sizes.GetValueOrDefault(uid), options.LargestMessageBytes);
            if (first.Count > 0 && bytes > options.BatchBytes)
            {
                break;
            }

            first.Add(uid);
        }

        return UidSet.Of(first);
    }

    /// <summary>Prepares a fetch of messages of the folder, which must be selected when it runs.</summary>
    /// <param name="isRange">Indicates whether the UIDs will be a guess.</param>
    /// <param name="isRetry">Indicates whether the messages are outstanding.</param>
    /// <param name="isStream">Indicates whether messages are handed over as they come, so that there may be many.</param>
    public MessageFetch Prepare(ImapFolder folder, bool isRange = false, bool isRetry = false, bool isStream = false) =>
        new(client, this, options, folder, new FetchTerms(isWary || isRetry, isRange, isStream));

    /// <summary>Reads the sizes of messages.</summary>
    /// <returns>Null when the server refuses to report them.</returns>
    private async Task<Dictionary<uint, long>?> ReadSizesAsync(UidSet uids, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<uint, long>();
        try
        {
            await foreach (var fetch in client.UidFetchAsync(uids, new ImapFetchQuery { Size = true }, cancellationToken).ConfigureAwait(false))
            {
                using (fetch)
                {
                    sizes[fetch.Uid] = fetch.Size ?? 0;
                }
            }
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            return null;
        }

        return sizes;
    }
}

internal sealed record MessageOnServer(uint Uid, Guid Identity, IReadOnlyList<string> Flags);
