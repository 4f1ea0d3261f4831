using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Stores.Tests.Analysis;

/// <summary>Older mail, new versions of steps, and restarts.</summary>
public sealed class AnalysisBacklogTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task History_IsAnalyzedAsBacklog_WithoutDelayingNewMail()
    {
        var mailbox = await storage.AddMailboxAsync();
        var step = new ScriptedStep("history");
        await using var world = new AnalysisWorld(storage, step);
        var history = Enumerable.Range(1, 3).Select(uid => mailbox.Message(uid) with { EventType = null }).ToArray();
        await mailbox.AddAsync(history);
        var message = mailbox.Message(10);
        await mailbox.AddAsync(message);

        await world.RunAllAsync(mailbox.UserId);
        Assert.Equal([message.Id], step.SeenIds);
        var status = await world.StatusAsync(mailbox.UserId);
        Assert.Equal((1L, 4L, 3L, (DateTimeOffset?)history[2].Date), (status.Analyzed, status.Total, status.Waiting, status.CompleteFrom));
        Assert.NotNull(status.EtaSeconds);
        await world.RunAllAsync(mailbox.UserId, AnalysisStates.Backlog);

        Assert.Equal([message.Id, history[2].Id, history[1].Id, history[0].Id], step.SeenIds);
        Assert.Null((await world.StatusAsync(mailbox.UserId)).CompleteFrom);
    }

    [PostgresFact]
    public async Task NewVersion_HasAllMailPassTheStepAgain_NewestFirstAndWithoutEvents()
    {
        var mailbox = await storage.AddMailboxAsync();
        await using (var before = new AnalysisWorld(storage, new ScriptedStep("versions.one"), new ScriptedStep("versions.two")))
        {
            await mailbox.AddAsync([.. Enumerable.Range(1, 3).Select(uid => mailbox.Message(uid))]);
            await before.RunAllAsync(mailbox.UserId);
            await before.RenewAsync();
            Assert.Equal(0L, (await before.StatusAsync(mailbox.UserId)).Repeating);
        }

        var (same, newer) = (new ScriptedStep("versions.one"), new ScriptedStep("versions.two", 2) { Event = _ => new NewEvent("test.found", "{}") });
        await using (var after = new AnalysisWorld(storage, same, newer))
        {
            await after.RenewAsync();
            var status = await after.StatusAsync(mailbox.UserId);
            Assert.Equal((3L, 3L, 0L, 3L), (status.Analyzed, status.Total, status.Waiting, status.Repeating));
            Assert.Contains(await JobsAsync(mailbox.UserId), job => job == AnalysisJobs.Backlog);
            await after.RunAllAsync(mailbox.UserId, AnalysisStates.Backlog);
            await after.RenewAsync();
            Assert.Equal(0L, (await after.StatusAsync(mailbox.UserId)).Repeating);
        }

        Assert.Empty(same.Seen);
        Assert.Equal(newer.Seen.Select(message => message.Date).OrderDescending(), newer.Seen.Select(message => message.Date));
        Assert.Equal(3, newer.Seen.Count);
        Assert.DoesNotContain(await mailbox.EventsAsync(), entry => entry.Type == "test.found");
        var older = new ScriptedStep("versions.two");
        await using var back = new AnalysisWorld(storage, older);
        await back.RenewAsync();
        Assert.Equal(0L, (await back.StatusAsync(mailbox.UserId)).Repeating);
    }

    [PostgresFact]
    public async Task FailedMessage_IsTriedAgainWithANewVersion()
    {
        var mailbox = await storage.AddMailboxAsync();
        await using (var before = new AnalysisWorld(storage, new ScriptedStep("repaired") { Script = (_, _) => throw new FormatException() }))
        {
            await mailbox.AddAsync(mailbox.Message(1));
            await before.RunAllAsync(mailbox.UserId);
            Assert.Equal(1L, (await before.StatusAsync(mailbox.UserId)).Failed);
        }

        await using var after = new AnalysisWorld(storage, new ScriptedStep("repaired", 2));
        await after.RenewAsync();
        await after.RunAllAsync(mailbox.UserId, AnalysisStates.Backlog);

        var status = await after.StatusAsync(mailbox.UserId);
        Assert.Equal((1L, 0L), (status.Analyzed, status.Failed));
        Assert.True(await storage.ScalarAsync<bool>("SELECT error IS NULL AND failed_step IS NULL FROM message_analysis WHERE user_id = $1", mailbox.UserId));
    }

    [PostgresFact]
    public async Task Restart_OfSomeMailboxes_RunsAllStepsForTheirMailOnly()
    {
        var one = await storage.AddMailboxAsync();
        var other = await storage.AddMailboxAsync(one.UserId);
        var step = new ScriptedStep("restart");
        await using var world = new AnalysisWorld(storage, step);
        await one.AddAsync(one.Message(1), one.Message(2));
        await other.AddAsync(other.Message(1));
        await world.RunAllAsync(one.UserId);
        var later = TimeProvider.System.GetUtcNow().AddHours(1);

        var last = await world.Backlog.RestartChunkAsync(one.UserId, [one.ConnectionId], Guid.Empty, later, default);
        Assert.Null(await world.Backlog.RestartChunkAsync(one.UserId, [one.ConnectionId], last!.Value, later, default));
        Assert.Equal((2L, 0L), ((await world.StatusAsync(one.UserId, one.ConnectionId)).Repeating, (await world.StatusAsync(one.UserId, other.ConnectionId)).Repeating));
        await world.RunAllAsync(one.UserId, AnalysisStates.Backlog);

        Assert.Equal(5, step.Seen.Count);
        Assert.All(step.Seen.Skip(3), message => Assert.Equal(one.ConnectionId, message.MailboxId));
        Assert.Equal(0L, (await world.StatusAsync(one.UserId)).Repeating);
    }

    [PostgresFact]
    public async Task MailOfFormerVersions_IsInTheBacklogAfterItsMigration()
    {
        var mailbox = await storage.AddMailboxAsync();
        await using var world = new AnalysisWorld(storage, new ScriptedStep("migrated"));
        await mailbox.AddAsync(mailbox.Message(1) with { EventType = null });
        await storage.ScalarAsync<Guid>("DELETE FROM jobs WHERE user_id = $1 RETURNING id", mailbox.UserId);

        await world.RenewAsync();

        Assert.Equal([AnalysisJobs.Backlog], await JobsAsync(mailbox.UserId));
    }

    private async Task<IReadOnlyList<string>> JobsAsync(Guid userId)
    {
        var jobs = await storage.Get<JobReader>().ListAsync(null, null, null, 1000, default);
        return [.. jobs.Where(job => job.UserId == userId.ToString("N")).Select(job => job.Kind)];
    }
}
