using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Lockout;

/// <summary>The table <c>login_attempts</c>. What it counts survives a restart, and is the same for all processes.</summary>
internal sealed class AttemptStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Counts an attempt as failed before it is made, so that any number of attempts at the same moment are counted; unless its subject has to wait.</summary>
    /// <param name="subject">What is guessed, or from where.</param>
    /// <param name="delays">How long to wait after the first, second, ... failure in a row; the last holds for all later ones.</param>
    /// <param name="memory">A failure is forgotten after this time without another.</param>
    /// <returns>Zero if the attempt is allowed; otherwise the wait, and nothing is counted.</returns>
    public async Task<TimeSpan> BeginAsync(byte[] subject, IReadOnlyList<TimeSpan> delays, TimeSpan memory, CancellationToken cancellationToken)
    {
        // An attempt that read the clock before another one may be counted after it: the later time holds for both.
        var now = time.GetUtcNow();
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var parameters = new { subject, now, delays = delays.Select(delay => delay.TotalSeconds).ToArray(), forgotten = now - memory };
        var counted = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO login_attempts AS a (subject, failures, last_at, blocked_until)
            VALUES (@subject, 1, @now, @now + make_interval(secs => (@delays)[1]))
            ON CONFLICT (subject) DO UPDATE
            SET failures = CASE WHEN a.last_at <= @forgotten THEN 1 ELSE a.failures + 1 END,
                last_at = greatest(a.last_at, @now),
                blocked_until = greatest(a.last_at, @now) + make_interval(secs => (@delays)[CASE WHEN a.last_at <= @forgotten THEN 1 ELSE least(a.failures + 1, cardinality(@delays)) END])
            WHERE a.blocked_until <= greatest(a.last_at, @now)
            """,
            parameters,
            cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (counted == 1)
            return TimeSpan.Zero;

        var blockedUntil = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT blocked_until FROM login_attempts WHERE subject = @subject", new { subject }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var wait = (blockedUntil ?? now.UtcDateTime) - now.UtcDateTime;
        return wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1); // it ended, or a login succeeded, between the two statements
    }

    /// <summary>Removes all failures after a success.</summary>
    public Task ForgetAsync(byte[] subject, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM login_attempts WHERE subject = @subject", new { subject }, cancellationToken);

    /// <summary>Withdraws an attempt that did not fail; the failures before it stay.</summary>
    public Task TakeBackAsync(byte[] subject, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE login_attempts SET failures = greatest(failures - 1, 0), blocked_until = @now WHERE subject = @subject",
        new { subject, now = time.GetUtcNow() },
        cancellationToken);

    /// <summary>Forgets what has been quiet for this long.</summary>
    public Task ForgetOldAsync(TimeSpan memory, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM login_attempts WHERE last_at <= @before", new { before = time.GetUtcNow() - memory }, cancellationToken);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }
}
