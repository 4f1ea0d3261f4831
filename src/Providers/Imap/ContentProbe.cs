using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// A test that distinguishes damaged messages from a server that delivers no message: it requests the first byte of messages that the
/// server has delivered before.
/// </summary>
internal sealed class ContentProbe(ImapClient client, ImapFolders folders, ImapMessages messages)
{
    private const int MostFolders = 3;

    /// <summary>UIDs below the folder's newest among which a message is looked for first, so that a large folder is not read as a whole.</summary>
    private const long NewestUids = 1_000;

    private static readonly ImapBodySection FirstByte = ImapBodySection.Whole.Slice(0, 1);

    /// <summary>Probes the newest known message of a few folders, and notes when one arrives. Selects another folder.</summary>
    /// <param name="refused">Folders of which the server refuses messages; they are probed last.</param>
    /// <returns>True if the server delivers mail.</returns>
    public async Task<bool> RunAsync(IReadOnlyCollection<ImapFolder> refused, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        var probed = 0;
        var candidates = folders.All.Where(folder => folder is { Cursor: not null, IsBlocked: false }).OrderBy(refused.Contains).ThenBy(folder => folder.Role != "inbox");
        foreach (var folder in candidates)
        {
            if (probed < MostFolders && await FindNewestAsync(folder, copy, cancellationToken).ConfigureAwait(false) is { } uid)
            {
                probed++;
                messages.IsContentProven |= await ArrivesAsync(folder, uid, cancellationToken).ConfigureAwait(false);
                if (messages.IsContentProven) return true;
            }
        }

        return false;
    }

    private static async Task<uint?> FindNewestAsync(ImapFolder folder, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        long next = folder.Cursor!.UidNext;
        foreach (var (first, last) in new[] { (Math.Max(1, next - NewestUids), next - 1), (1, next - NewestUids - 1) })
        {
            if (last >= first && await copy.ReadFolderAsync(folder.Id, [(first, last)], cancellationToken).ConfigureAwait(false) is { Count: > 0 } known)
            {
                return (uint)known.Max(message => message.Uid);
            }
        }

        return null;
    }

    private async Task<bool> ArrivesAsync(ImapFolder folder, uint uid, CancellationToken cancellationToken)
    {
        try
        {
            await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false);
            var hasArrived = false;
            var query = new ImapFetchQuery { Sections = [FirstByte] };
            await foreach (var fetch in client.UidFetchAsync(UidSet.Of(uid), query, cancellationToken).ConfigureAwait(false))
            {
                using (fetch)
                {
                    hasArrived |= fetch.Uid == uid && fetch.Find(FirstByte) is { IsMissing: false, Length: > 0 };
                }
            }

            return hasArrived;
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            return false;
        }
    }
}
