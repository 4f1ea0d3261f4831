using Npgsql;

namespace EmailAgent.Storage.Mail.Commits;

/// <summary>
/// How the full-text index is written. New entries first go to a list that is merged into the index when it has reached a
/// size: the longer it is, the cheaper the merge, and the slower every search meanwhile. So it is long while a mailbox is
/// being filled, merged when that is done, and short otherwise.
/// </summary>
internal static class FullTextIndex
{
    public const string UsualPendingList = "512kB";

    private const string BulkPendingList = "4MB";
    private const int BulkMessages = 100;

    /// <summary>To be called before documents are inserted, in their transaction.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection, int messages, CancellationToken cancellationToken)
    {
        if (messages < BulkMessages)
            return;

        var command = new NpgsqlCommand($"SET LOCAL gin_pending_list_limit = '{BulkPendingList}'", connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Merges what waits, outside of any transaction.</summary>
    public static async Task MergeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT gin_clean_pending_list('message_documents_by_document')", connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
