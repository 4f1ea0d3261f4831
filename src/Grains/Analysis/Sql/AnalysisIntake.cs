using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Mail;
using Npgsql;

namespace EmailAgent.Grains.Analysis;

/// <summary>Notes new mail for the analysis in the transaction that stores it: its row, its signals, and one job for the user.</summary>
internal sealed class AnalysisIntake(JobQueue queue) : ICommitParticipant
{
    private const string ForgetSignalsSql = "DELETE FROM message_signals WHERE user_id = $1 AND message_id = ANY ($2)";

    private const string ForgetSql = "DELETE FROM message_analysis WHERE user_id = $1 AND message_id = ANY ($2)";

    // A message that was partial when it was noted, by a former version, begins anew.
    private const string NoteSql = """
        INSERT INTO message_analysis (user_id, message_id, connection_id, date, state)
        SELECT $1, m.id, $2, m.date, m.state
        FROM unnest($3, $4, $5) AS m (id, date, state)
        ON CONFLICT (user_id, message_id) DO UPDATE SET state = excluded.state, versions = ''
        """;

    private const string SignalsSql = """
        INSERT INTO message_signals (user_id, message_id, list_id, unsubscribe, is_one_click, precedence, auto_submitted, is_authenticated, utc_offset)
        SELECT $1, s.*
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) AS s
        ON CONFLICT DO NOTHING
        """;

    public async Task PrepareRemovalAsync(NpgsqlConnection connection, Guid userId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ForgetSignalsSql).With(userId).With<Guid[]>([.. ids]));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ForgetSql).With(userId).With<Guid[]>([.. ids]));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken)
    {
        // A partial message is noted when it is complete.
        NewMessage[] messages = [.. mail.Added.Select(added => added.Message).Where(message => message.Site is not LabelledSite { IsPartial: true }), .. mail.Completed];
        if (messages.Length == 0)
            return [];

        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(Note(mail, messages));
        if (Array.Exists(messages, message => message.Signals is not null))
            batch.BatchCommands.Add(Signals(mail.UserId, [.. messages.Where(message => message.Signals is not null)]));
        foreach (var state in messages.Select(StateOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            batch.BatchCommands.Add(queue.Enqueue(AnalysisJobs.Of(mail.UserId, state)));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }

    /// <summary>Returns the state in which a message waits: only mail that causes an event itself is new.</summary>
    private static string StateOf(NewMessage message) => message.EventType is null ? AnalysisStates.Backlog : AnalysisStates.Waiting;

    private static NpgsqlBatchCommand Note(CommittedMail mail, NewMessage[] messages) => new NpgsqlBatchCommand(NoteSql)
        .With(mail.UserId)
        .With(mail.ConnectionId)
        .With<Guid[]>([.. messages.Select(message => message.Id)])
        .With<DateTimeOffset[]>([.. messages.Select(message => message.Date.ToUniversalTime())])
        .With<string[]>([.. messages.Select(StateOf)]);

    private static NpgsqlBatchCommand Signals(Guid userId, NewMessage[] messages)
    {
        T[] Column<T>(Func<HeaderSignals, T> value) => [.. messages.Select(message => value(message.Signals!))];
        return new NpgsqlBatchCommand(SignalsSql)
            .With(userId)
            .With<Guid[]>([.. messages.Select(message => message.Id)])
            .With<string?[]>(Column(row => PgText.Clean(row.Signals.ListId)))
            .With<string?[]>(Column(row => row.Unsubscribe.Count == 0 ? null : PgText.Clean(string.Join(' ', row.Unsubscribe))))
            .With<bool[]>(Column(row => row.Signals.CanUnsubscribeByOneClick))
            .With<string?[]>(Column(row => PgText.Clean(row.Signals.Precedence)))
            .With<string?[]>(Column(row => PgText.Clean(row.Signals.AutoSubmitted)))
            .With<bool?[]>(Column(row => row.Signals.IsAuthenticated))
            .With<short?[]>(Column(row => row.UtcOffset));
    }
}
