using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Projects;

namespace EmailAgent.Stores.Tests.Projects;

/// <summary>Projects on a real database: whose they are, and what is reported of them.</summary>
public sealed class ProjectStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private ProjectStore Store => storage.Get<ProjectStore>();

    private ProjectReader Reader => storage.Get<ProjectReader>();

    [PostgresFact]
    public async Task Write_OfAnotherUsersProjectOrMail_IsRefused()
    {
        var (mailbox, stranger) = (await storage.AddMailboxAsync(), await storage.AddMailboxAsync());
        var (message, id) = (mailbox.Message(1), Guid.CreateVersion7());
        await mailbox.AddAsync(message);
        Assert.Equal(ProjectResult.Written, await CreateAsync(mailbox.UserId, id, message.Id));

        Assert.Equal(ProjectResult.NoSuchMessage, await CreateAsync(stranger.UserId, Guid.CreateVersion7(), message.Id));
        Assert.Equal(ProjectResult.Refused, await Store.UpdateAsync(stranger.UserId, id, new ProjectChange("theirs", null, null, null), null, Entry(stranger.UserId), default));
        Assert.Equal(ProjectResult.Refused, await Store.DeleteAsync(stranger.UserId, id, null, Entry(stranger.UserId), default));
        Assert.Equal(ProjectResult.Refused, await Store.UnlinkAsync(stranger.UserId, id, message.Id, Entry(stranger.UserId), default));
        Assert.Null(await Reader.FindAsync(stranger.UserId, id, default));
        Assert.Equal(message.Id.ToString("N"), Assert.Single((await Reader.ListEmailsAsync(mailbox.UserId, id, 1, 10, default)).Items).Email.Id);
    }

    [PostgresFact]
    public async Task Project_WithoutActivity_IsReportedAsStaleOnce()
    {
        var user = await storage.AddUserAsync();
        var id = Guid.CreateVersion7();
        await CreateAsync(user, id);
        var (watch, project) = (storage.Get<ProjectWatch>(), new ProjectId(user, id));
        Assert.False(await watch.CheckAsync(project, default));
        await storage.ScalarAsync<Guid>("UPDATE projects SET updated_at = now() - interval '31 days' WHERE user_id = $1 RETURNING id", user);

        Assert.True(await watch.CheckAsync(project, default));
        Assert.False(await watch.CheckAsync(project, default));

        await Store.UpdateAsync(user, id, new ProjectChange(null, null, ProjectStates.Done, null), null, Entry(user), default);
        Assert.Null(await watch.CheckAsync(project, default));
        Assert.Null(await watch.CheckAsync(project with { Id = Guid.NewGuid() }, default));
    }

    [PostgresTheory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Thread_ThatBecomesPartOfAnother_StaysInItsProject(int linked)
    {
        var mailbox = await storage.AddMailboxAsync();
        var (first, second, id) = (mailbox.Message(1), mailbox.Message(2) with { Subject = "Another matter" }, Guid.CreateVersion7());
        await mailbox.AddAsync(first, second);
        await CreateAsync(mailbox.UserId, id, linked == 0 ? first.Id : second.Id);
        Assert.Equal(2L, await storage.ScalarAsync<long>("SELECT count(DISTINCT thread_id) FROM messages WHERE user_id = $1", mailbox.UserId));

        await mailbox.AddAsync(mailbox.Message(3) with { InReplyTo = [first.MessageId!], References = [first.MessageId!, second.MessageId!] });

        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(DISTINCT thread_id) FROM messages WHERE user_id = $1", mailbox.UserId));
        Assert.Equal(3, (await Reader.ListEmailsAsync(mailbox.UserId, id, 1, 10, default)).Items.Count);
    }

    [PostgresFact]
    public async Task Removal_OfAMessage_TakesItsThreadOutOfItsProject()
    {
        var mailbox = await storage.AddMailboxAsync();
        var (message, id) = (mailbox.Message(1), Guid.CreateVersion7());
        await mailbox.AddAsync(message);
        await CreateAsync(mailbox.UserId, id, message.Id);

        await mailbox.CommitAsync(mailbox.Commit() with { Removed = [new(mailbox.Label, 1)] });

        Assert.Equal(0L, await storage.ScalarAsync<long>("SELECT count(*) FROM project_threads WHERE user_id = $1", mailbox.UserId));
        Assert.NotNull(await Reader.FindAsync(mailbox.UserId, id, default));
    }

    private Task<ProjectResult> CreateAsync(Guid userId, Guid id, params Guid[] messageIds) =>
        Store.CreateAsync(userId, id, new ProjectChange("one", null, null, null), messageIds, 100, Entry(userId), default);

    private static AuditEntry Entry(Guid user) => new(
        user, ProjectActions.Change, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(user, null), Origin: null);
}
