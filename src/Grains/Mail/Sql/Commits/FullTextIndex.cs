using Npgsql;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>
/// The pending list of the full-text index. New entries first go to this list, which is merged into the index when it has reached a size:
/// the longer it is, the cheaper the merge, and the slower every search meanwhile. So it is long while a mailbox is being filled, merged at
/// the end of that, and short otherwise.
/// </summary>
internal static class FullTextIndex
{
    private const string BulkPendingList = "4MB";
    private const int BulkMessages = 100;

    /// <summary>Allows a long pending list for a large insert. Must be called in the transaction of the insert, before it.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection, int messages, CancellationToken cancellationToken)
    {
        if (messages < BulkMessages)
            return;

        var command = new NpgsqlCommand($"SET LOCAL gin_pending_list_limit = '{BulkPendingList}'", connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Merges the pending list, outside of any transaction.</summary>
    public static async Task MergeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT gin_clean_pending_list('message_documents_by_document')", connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
