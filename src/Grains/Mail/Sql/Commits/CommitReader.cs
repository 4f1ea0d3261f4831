using System.Runtime.InteropServices;
using EmailAgent.Grains.Threads;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The read of all rows that a commit needs, in one round trip, after the lock of the connection.</summary>
internal static class CommitReader
{
    // The holder of this lock is the only writer of the mailbox until its transaction ends.
    private const string LockSql = """
        SELECT c.epoch, ARRAY (SELECT o.email FROM connections o WHERE o.user_id = $1)
        FROM connections c
        WHERE c.user_id = $1 AND c.id = $2 AND c.status <> 'deleting'
        FOR NO KEY UPDATE OF c
        """;

    private const string PlacesSql = """
        SELECT p.label_id, p.uid, m.id, m.thread_id, m.date, m.flags
        FROM message_labels p
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        WHERE p.user_id = $1 AND p.label_id = $2 AND p.uid = ANY ($3)
        """;

    private const string LabelPlacesSql = """
        SELECT p.label_id, p.uid, m.id, m.thread_id, m.date, m.flags
        FROM message_labels p
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        WHERE p.user_id = $1 AND p.label_id = $2 AND p.uid IS NOT NULL
        """;

    private const string ReferencesSql = """
        SELECT r.reference, t.id, t.subject_hash, t.first_date, t.last_date, t.has_root
        FROM thread_references r
        JOIN threads t ON t.user_id = r.user_id AND t.id = r.thread_id
        WHERE r.user_id = $1 AND r.connection_id = $2 AND r.reference = ANY ($3)
        """;

    // Of many threads with one subject those nearest in time matter; a root (not a reply) only joins threads without one.
    // The participants of a thread are read from its first messages: later ones are answers to those.
    private const string SubjectsSql = """
        SELECT 0::bigint, t.id, t.subject_hash, t.first_date, t.last_date, t.has_root,
               ARRAY (
                   SELECT DISTINCT person.email
                   FROM (
                       SELECT m.id, m.from_email FROM messages m WHERE m.user_id = $1 AND m.thread_id = t.id ORDER BY m.date, m.id LIMIT 20
                   ) m
                   JOIN message_bodies b ON b.user_id = $1 AND b.message_id = m.id
                   CROSS JOIN LATERAL (
                       SELECT m.from_email AS email
                       UNION ALL
                       SELECT address ->> 'email' FROM jsonb_path_query(b.addresses, '$.*[*]') address
                   ) person
                   WHERE person.email <> ''
                   LIMIT 500)
        FROM unnest($3, $4, $5) AS m (subject_hash, date, is_reply)
        CROSS JOIN LATERAL (
            SELECT id, subject_hash, first_date, last_date, has_root
            FROM threads
            WHERE user_id = $1 AND connection_id = $2 AND subject_hash = m.subject_hash
              AND (m.is_reply OR NOT has_root)
              AND first_date <= m.date + $6 AND last_date >= m.date - $6
            ORDER BY first_date DESC
            LIMIT 20
        ) t
        """;

    /// <exception cref="StaleSessionException">The session is no longer allowed to write.</exception>
    public static async Task<StoredMail> ReadAsync(
        NpgsqlConnection connection, MailboxCommit commit, IReadOnlyList<UnthreadedMessage> messages, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(LockCommand(commit.UserId, commit.ConnectionId));
        var places = AddPlaces(batch, commit);
        var labelled = LabelledReader.AddTo(batch, commit);
        var threads = AddThreads(batch, commit, messages);

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await CheckEpochAsync(reader, commit.Epoch, cancellationToken).ConfigureAwait(false);
        var own = reader.GetFieldValue<string[]>(1).Select(ThreadPolicy.ParticipantHash).ToHashSet();
        return new StoredMail(
            await ReadPlacesAsync(reader, places, cancellationToken).ConfigureAwait(false),
            await LabelledReader.ReadAsync(reader, labelled, cancellationToken).ConfigureAwait(false),
            await ReadThreadsAsync(reader, threads, own, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Locks a connection for the rest of the transaction, for a session that writes outside a commit.</summary>
    /// <exception cref="StaleSessionException">The session is no longer allowed to write.</exception>
    public static async Task LockAsync(NpgsqlConnection connection, Guid userId, Guid connectionId, long epoch, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(LockCommand(userId, connectionId));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await CheckEpochAsync(reader, epoch, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CheckEpochAsync(NpgsqlDataReader reader, long epoch, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false) || reader.GetInt64(0) != epoch)
            throw new StaleSessionException();
    }

    private static NpgsqlBatchCommand LockCommand(Guid userId, Guid connectionId) => Command(LockSql, userId, connectionId);

    private static int AddPlaces(NpgsqlBatch batch, MailboxCommit commit)
    {
        var uids = new Dictionary<Guid, List<long>>();
        void Note(Guid labelId, long uid) => (CollectionsMarshal.GetValueRefOrAddDefault(uids, labelId, out var _) ??= []).Add(uid);

        foreach (var message in commit.Added)
        {
            if (message.Site is PlacedSite site)
                Note(site.LabelId, site.Uid);
        }

        foreach (var change in commit.Flags)
            Note(change.FolderId, change.Uid);
        foreach (var place in commit.Removed.Concat(commit.Moved.Select(move => move.From)).Concat(commit.Moved.Select(move => move.To)))
            Note(place.FolderId, place.Uid);
        Guid[] whole = [.. commit.Rebased.Select(rebase => rebase.FolderId).Concat(commit.GoneLabels)];
        foreach (var labelId in whole)
            uids.Remove(labelId);

        foreach (var (labelId, list) in uids)
        {
            var command = Command(PlacesSql, commit.UserId, labelId);
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. list] });
            batch.BatchCommands.Add(command);
        }

        foreach (var labelId in whole)
            batch.BatchCommands.Add(Command(LabelPlacesSql, commit.UserId, labelId));

        return uids.Count + whole.Length;
    }

    private static int AddThreads(NpgsqlBatch batch, MailboxCommit commit, IReadOnlyList<UnthreadedMessage> messages)
    {
        if (messages.Count == 0)
            return 0;

        var references = Command(ReferencesSql, commit.UserId, commit.ConnectionId);
        references.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. messages.SelectMany(message => message.Ids).Distinct()] });
        batch.BatchCommands.Add(references);

        var bySubject = messages.Where(message => message.MayJoinBySubject).ToList();
        if (bySubject.Count == 0)
            return 1;

        var subjects = Command(SubjectsSql, commit.UserId, commit.ConnectionId);
        subjects.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. bySubject.Select(message => message.Subject.Hash)] });
        subjects.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. bySubject.Select(message => message.Date.ToUniversalTime())] });
        subjects.Parameters.Add(new NpgsqlParameter<bool[]> { TypedValue = [.. bySubject.Select(message => message.LooksLikeReply)] });
        subjects.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ThreadPolicy.SubjectWindow });
        batch.BatchCommands.Add(subjects);
        return 2;
    }

    private static async Task<Dictionary<RemotePlacement, StoredMessage>> ReadPlacesAsync(NpgsqlDataReader reader, int results, CancellationToken cancellationToken)
    {
        var places = new Dictionary<RemotePlacement, StoredMessage>();
        for (var i = 0; i < results; i++)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                places.Add(
                    new RemotePlacement(reader.GetGuid(0), reader.GetInt64(1)),
                    new StoredMessage(reader.GetGuid(2), reader.GetGuid(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<string[]>(5)));
            }
        }

        return places;
    }

    private static async Task<KnownThreads> ReadThreadsAsync(NpgsqlDataReader reader, int results, HashSet<long> own, CancellationToken cancellationToken)
    {
        var references = new Dictionary<long, Guid>();
        var threads = new Dictionary<Guid, MailThread>();
        var participants = new Dictionary<Guid, long[]>();
        for (var i = 0; i < results; i++)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var thread = new MailThread(
                    reader.GetGuid(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5));
                threads[thread.Id] = thread;
                if (i == 0)
                    references.Add(reader.GetInt64(0), thread.Id);
                else
                    participants[thread.Id] = [.. reader.GetFieldValue<string[]>(6).Select(ThreadPolicy.ParticipantHash)];
            }
        }

        return new KnownThreads(references, threads.Values) { Participants = participants, Own = own };
    }

    private static NpgsqlBatchCommand Command(string sql, Guid userId, Guid id) => new(sql)
    {
        Parameters = { new NpgsqlParameter<Guid> { TypedValue = userId }, new NpgsqlParameter<Guid> { TypedValue = id } },
    };
}
