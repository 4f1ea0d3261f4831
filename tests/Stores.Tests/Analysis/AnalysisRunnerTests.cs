using System.Text.Json;
using EmailAgent.Database;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using Npgsql;

namespace EmailAgent.Stores.Tests.Analysis;

/// <summary>Batches of new mail: their order, their failures, and what is removed meanwhile.</summary>
public sealed class AnalysisRunnerTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task NewMail_IsAnalyzedOnceNewestFirst()
    {
        var mailbox = await storage.AddMailboxAsync();
        var step = new ScriptedStep("order");
        await using var world = new AnalysisWorld(storage, step);
        await mailbox.AddAsync([.. Enumerable.Range(1, AnalysisRunner.BatchSize + 20).Select(uid => mailbox.Message(uid))]);

        Assert.True((await world.RunAsync(mailbox.UserId)).IsMoreLeft);
        Assert.Equal(AnalysisRunner.BatchSize, step.Seen.Count);
        await mailbox.AddAsync(mailbox.Message(1000));
        Assert.False((await world.RunAsync(mailbox.UserId)).IsMoreLeft);
        await world.RunAllAsync(mailbox.UserId);

        Assert.Equal(AnalysisRunner.BatchSize + 21, step.SeenIds.Distinct().Count());
        Assert.Equal(step.SeenIds.Distinct(), step.SeenIds);
        Assert.Equal(TestMailbox.Noon.AddMinutes(1000), step.Seen[AnalysisRunner.BatchSize].Date);
        var dates = step.Seen.Where((_, i) => i != AnalysisRunner.BatchSize).Select(message => message.Date).ToList();
        Assert.Equal(dates.OrderDescending(), dates);
        var status = await world.StatusAsync(mailbox.UserId);
        Assert.Equal((121L, 121L, 0L, 0L, (int?)0), (status.Analyzed, status.Total, status.Waiting, status.Failed, status.EtaSeconds));
    }

    [PostgresFact]
    public async Task Events_AreAppendedInTheTransactionOfTheirBatch()
    {
        var mailbox = await storage.AddMailboxAsync();
        var step = new ScriptedStep("events") { Event = message => new NewEvent("test.found", $$"""{"message":"{{message.Id:N}}"}""") };
        await using var world = new AnalysisWorld(storage, step);
        await mailbox.AddAsync(mailbox.Message(1), mailbox.Message(2));
        await mailbox.AddAsync(mailbox.Message(3) with { EventType = null });

        Assert.True((await world.RunAsync(mailbox.UserId)).HasEvents);
        Assert.False((await world.RunAsync(mailbox.UserId, AnalysisStates.Backlog)).HasEvents);

        Assert.Equal(3, step.Seen.Count);
        var found = (await mailbox.EventsAsync()).Where(entry => entry.Type == "test.found").ToList();
        Assert.Equal(step.SeenIds.Take(2).Select(id => $"{id:N}"), found.Select(IdIn));
    }

    [PostgresFact]
    public async Task Message_ForWhichAStepFails_IsRecordedAndHoldsUpNoOther()
    {
        await CreateTableAsync();
        var mailbox = await storage.AddMailboxAsync();
        var messages = NewMail(mailbox, 5);
        var bad = messages[2].Id;
        var step = new ScriptedStep("fails")
        {
            Script = async (batch, connection) =>
            {
                await FindAsync(batch, connection);
                if (batch.Messages.Any(message => message.Id == bad))
                    throw new FormatException("with words of the message");
            },
        };
        await using var world = new AnalysisWorld(storage, step, new ScriptedStep("later"));
        await mailbox.AddAsync(messages);

        await world.RunAllAsync(mailbox.UserId);
        var seen = step.Seen.Count;
        await world.RunAllAsync(mailbox.UserId);

        Assert.Equal(seen, step.Seen.Count);
        var status = await world.StatusAsync(mailbox.UserId);
        Assert.Equal((4L, 5L, 0L, 1L), (status.Analyzed, status.Total, status.Waiting, status.Failed));
        Assert.Equal("fails/FormatException", await storage.ScalarAsync<string>("SELECT failed_step || '/' || error FROM message_analysis WHERE user_id = $1 AND message_id = $2", mailbox.UserId, bad));
        Assert.Equal(4L, await FoundAsync(mailbox));
    }

    [PostgresFact]
    public async Task Statement_ThatTheDatabaseRefuses_FailsItsMessageOnly()
    {
        var mailbox = await storage.AddMailboxAsync();
        var messages = NewMail(mailbox, 3);
        var step = new ScriptedStep("refused")
        {
            Script = async (batch, connection) =>
            {
                var zero = batch.Messages.Any(message => message.Id == messages[0].Id) ? 0 : 1;
                await using var command = new NpgsqlCommand($"SELECT 1 / {zero}", connection);
                await command.ExecuteScalarAsync();
            },
        };
        await using var world = new AnalysisWorld(storage, step);
        await mailbox.AddAsync(messages);

        await world.RunAllAsync(mailbox.UserId);

        Assert.Equal((2L, 1L), ((await world.StatusAsync(mailbox.UserId)).Analyzed, (await world.StatusAsync(mailbox.UserId)).Failed));
        Assert.Equal("PostgresException 22012", await storage.ScalarAsync<string>("SELECT error FROM message_analysis WHERE user_id = $1 AND state = 'failed'", mailbox.UserId));
    }

    [PostgresFact]
    public async Task Outage_FailsTheCallAndNoMessage()
    {
        var mailbox = await storage.AddMailboxAsync();
        var isDown = true;
        var step = new ScriptedStep("outage")
        {
            Script = async (_, connection) =>
            {
                if (!isDown)
                    return;
                await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pg_backend_pid())", connection);
                await command.ExecuteScalarAsync();
            },
        };
        await using var world = new AnalysisWorld(storage, step);
        await mailbox.AddAsync(mailbox.Message(1));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => world.RunAsync(mailbox.UserId));
        Assert.Equal((1L, 0L), ((await world.StatusAsync(mailbox.UserId)).Waiting, (await world.StatusAsync(mailbox.UserId)).Failed));
        isDown = false;
        await world.RunAllAsync(mailbox.UserId);

        Assert.Equal(1L, (await world.StatusAsync(mailbox.UserId)).Analyzed);
    }

    [PostgresFact]
    public async Task Message_RemovedBeforeOrDuringItsBatch_IsNoError()
    {
        var mailbox = await storage.AddMailboxAsync();
        var messages = NewMail(mailbox, 3);
        var step = new ScriptedStep("removed");
        step.Script = (_, _) => step.Seen.Count == 2 ? mailbox.CommitAsync(mailbox.Commit() with { Removed = [new(mailbox.Label, 2)] }) : Task.CompletedTask;
        await using var world = new AnalysisWorld(storage, step);
        await mailbox.AddAsync(messages);
        await mailbox.CommitAsync(mailbox.Commit() with { Removed = [new(mailbox.Label, 1)] });

        await world.RunAllAsync(mailbox.UserId);

        Assert.Equal([messages[2].Id, messages[1].Id], step.SeenIds);
        var status = await world.StatusAsync(mailbox.UserId);
        Assert.Equal((1L, 1L, 0L, 0L), (status.Analyzed, status.Total, status.Waiting, status.Failed));
    }

    [PostgresFact]
    public async Task Row_OfAMessageThatIsGone_IsForgotten()
    {
        var mailbox = await storage.AddMailboxAsync();
        await storage.ScalarAsync<Guid>(
            "INSERT INTO message_analysis (user_id, message_id, connection_id, date, state) VALUES ($1, gen_random_uuid(), $2, now(), 'waiting') RETURNING message_id", mailbox.UserId, mailbox.ConnectionId);
        await using var world = new AnalysisWorld(storage, new ScriptedStep("gone"));

        await world.RunAllAsync(mailbox.UserId);

        Assert.Equal(0L, (await world.StatusAsync(mailbox.UserId)).Total);
    }

    [PostgresFact]
    public async Task Batches_OfOneUserTakeTurns_AndThoseOfAnotherDoNotWait()
    {
        var (one, other) = (await storage.AddMailboxAsync(), await storage.AddMailboxAsync());
        var (began, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var step = new ScriptedStep("turns")
        {
            Script = async (batch, _) =>
            {
                if (batch.UserId != one.UserId || batch.IsBacklog)
                    return;
                began.TrySetResult();
                await end.Task;
            },
        };
        await using var world = new AnalysisWorld(storage, step);
        await one.AddAsync(one.Message(1), one.Message(2) with { EventType = null });
        await other.AddAsync(other.Message(1));

        var first = world.RunAsync(one.UserId);
        await began.Task.WaitAsync(Eventually.DefaultTimeout);
        var second = world.RunAsync(one.UserId, AnalysisStates.Backlog);
        await world.RunAllAsync(other.UserId);
        await Eventually.True(async () => await storage.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%analysis_paces%'") > 0);

        Assert.Equal(2, step.Seen.Count);
        Assert.False(second.IsCompleted);
        end.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(3, step.Seen.Count);
    }

    private static string? IdIn(LoggedEvent entry)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.GetProperty("message").GetString();
    }

    private static NewMessage[] NewMail(TestMailbox mailbox, int count) => [.. Enumerable.Range(1, count).Select(uid => mailbox.Message(uid))];

    private async Task CreateTableAsync()
    {
        await using var command = storage.DataSource.CreateCommand("CREATE TABLE IF NOT EXISTS found_by_tests (user_id uuid, message_id uuid)");
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> FoundAsync(TestMailbox mailbox) => storage.ScalarAsync<long>("SELECT count(*) FROM found_by_tests WHERE user_id = $1", mailbox.UserId);

    private static async Task FindAsync(AnalysisBatch batch, NpgsqlConnection connection)
    {
        await using var insert = new NpgsqlBatch(connection);
        insert.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO found_by_tests SELECT $1, unnest($2)")
            .With(batch.UserId).With<Guid[]>([.. batch.Messages.Select(message => message.Id)]));
        await insert.ExecuteNonQueryAsync();
    }
}
