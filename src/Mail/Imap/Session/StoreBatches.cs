using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Runs a UID STORE, as several commands if the set is long.</summary>
internal static class StoreBatches
{
    public static async Task<ImapStoreResult> RunAsync(
        ImapSession session, UidSet uids, Func<UidSet, StoreCommand> command, CancellationToken cancellationToken)
    {
        var updates = new List<ImapFlagUpdate>();
        var modified = UidSet.Empty;
        var selection = session.State.Selection;
        foreach (var part in UidSetFormat.Split(uids, session.Options.Limits.CommandLine))
        {
            var result = await session.RunAsync(command(part), cancellationToken, selection).ConfigureAwait(false);
            updates.AddRange(result.Updates);
            modified = modified.Union(result.Modified);
        }

        return new ImapStoreResult(updates, modified);
    }
}
