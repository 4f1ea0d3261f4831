using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>Keeps a thread in its project, or outside of all, when a late message makes it part of another thread. What a person chose counts more.</summary>
internal sealed class ProjectMerges : ICommitParticipant
{
    private const string MoveSql = """
        INSERT INTO project_threads AS t (user_id, thread_id, project_id, is_manual, reason_codes, reason_words, added_at)
        SELECT DISTINCT ON (n.into_id) p.user_id, n.into_id, p.project_id, p.is_manual, p.reason_codes, p.reason_words, p.added_at
        FROM unnest($2, $3) AS n (from_id, into_id)
        JOIN project_threads p ON p.user_id = $1 AND p.thread_id = n.from_id
        ORDER BY n.into_id, p.is_manual DESC, p.added_at, n.from_id
        ON CONFLICT (user_id, thread_id) DO UPDATE SET
            project_id = excluded.project_id, is_manual = true, reason_codes = excluded.reason_codes, reason_words = excluded.reason_words, added_at = excluded.added_at
        WHERE excluded.is_manual AND NOT t.is_manual
        """;

    public async Task PrepareMergeAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<(Guid From, Guid Into)> merged, CancellationToken cancellationToken)
    {
        var command = new NpgsqlBatchCommand(MoveSql).With(userId).With<Guid[]>([.. merged.Select(merge => merge.From)]).With<Guid[]>([.. merged.Select(merge => merge.Into)]);
        await ProjectWrites.RunAsync(connection, command, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<NewEvent>>([]);
}
