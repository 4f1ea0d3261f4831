using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Notices;

/// <summary>The table <c>notices</c>.</summary>
internal sealed class NoticeStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Time for which the mails to an address are remembered.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Asks for a mail. One that waits already will do.</summary>
    /// <param name="emailKey">The recipient's key.</param>
    /// <param name="kind">One of <see cref="NoticeKinds"/>.</param>
    /// <param name="waits">Whether, soon after another of its kind, it goes out later; else that one will do.</param>
    public Task RequestAsync(string emailKey, string kind, bool waits, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO notices (email_key, kind, due_at)
        VALUES (@emailKey, @kind, @now)
        ON CONFLICT (email_key, kind) DO UPDATE SET due_at = greatest(@now, notices.quiet_until)
        WHERE notices.due_at IS NULL AND (@waits OR notices.quiet_until IS NULL OR notices.quiet_until <= @now)
        """,
        new { emailKey, kind, waits, now = time.GetUtcNow() },
        cancellationToken);

    /// <summary>Takes due mails, each to be retried after <paramref name="lease"/> unless it is settled before.</summary>
    public async Task<IReadOnlyList<DueNotice>> TakeAsync(int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<DueNotice>(new CommandDefinition(
            """
            UPDATE notices
            SET attempts = attempts + 1, due_at = @until
            WHERE (email_key, kind) IN (
                SELECT email_key, kind FROM notices
                WHERE due_at <= @now
                ORDER BY due_at
                LIMIT @limit
                FOR UPDATE SKIP LOCKED)
            RETURNING email_key AS EmailKey, kind AS Kind, attempts AS Attempts, sent AS Sent
            """,
            new { now, until = now + lease, limit },
            cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    /// <summary>Records that the mail is sent, and that the next one of the kind can be requested after a while.</summary>
    public Task SentAsync(DueNotice notice, TimeSpan quiet, CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE notices
        SET due_at = NULL, attempts = 0, sent = sent + 1, sent_at = @now, quiet_until = @until
        WHERE email_key = @EmailKey AND kind = @Kind
        """,
        new { notice.EmailKey, notice.Kind, now = time.GetUtcNow(), until = time.GetUtcNow() + quiet },
        cancellationToken);

    public Task PostponeAsync(DueNotice notice, TimeSpan by, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE notices SET due_at = @at WHERE email_key = @EmailKey AND kind = @Kind",
        new { notice.EmailKey, notice.Kind, at = time.GetUtcNow() + by },
        cancellationToken);

    /// <summary>Removes a mail that must not or no longer be sent.</summary>
    public Task RemoveAsync(DueNotice notice, CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM notices WHERE email_key = @EmailKey AND kind = @Kind", new { notice.EmailKey, notice.Kind }, cancellationToken);

    /// <summary>Forgets what addresses got long ago.</summary>
    public Task ForgetOldAsync(CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM notices WHERE due_at IS NULL AND sent_at < @before", new { before = time.GetUtcNow() - Memory }, cancellationToken);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }
}
