using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Stores.Tests.Tasks;

/// <summary>Tasks as the analysis finds, changes and closes them.</summary>
public sealed class TaskStepTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const string Ann = "ann@example.com";
    private const string Request = "Please send me the signed contract.";
    private const string Report = "I've sent the signed contract.";

    [PostgresFact]
    public async Task Request_ToTheOwner_BecomesATaskOnceWithItsSentence()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var message = world.Mail.Message(Ann, $"Hi,\n\n{Request}\n\nBest\nAnn");

        await world.Mail.AddAsync(message);
        await world.AnalyzeAgainAsync();
        Assert.False(await world.ExtractAsync(message.Id));

        var task = Assert.Single(await world.ListAsync());
        var evidence = Assert.Single(task.Evidence);
        Assert.Equal((Request, message.BodyText.IndexOf(Request, StringComparison.Ordinal), TaskEvidenceKinds.Request), (evidence.Quote, evidence.Start, evidence.Kind));
        Assert.Equal((TaskStates.Open, TaskSources.Analysis, true, message.Id.ToString("N")), (task.Status, task.Source, task.IsMine, evidence.EmailId));
        Assert.Equal([TaskEvents.Created], await world.EventsAsync());
    }

    [PostgresFact]
    public async Task Message_ThatAsksForNothing_IsNoTask()
    {
        var world = await TaskWorld.CreateAsync(storage);

        await world.Mail.AddAsync(
            world.Mail.Message(Ann, "The weather is fine."),
            world.Mail.Message("noreply@example.com", Request),
            world.Mail.Message(Ann, $"> {Request}\n\nFine."));

        Assert.Empty(await world.ListAsync());
    }

    [PostgresFact]
    public async Task Mail_InSpam_IsNoTask_AndFoundTasksKeepNobodyFromMakingSome()
    {
        var (world, spammed) = (await TaskWorld.CreateAsync(storage), await TaskWorld.CreateAsync(storage));
        await storage.ScalarAsync<string>("UPDATE labels SET role = 'junk' WHERE user_id = $1 RETURNING role", spammed.UserId);

        await spammed.Mail.AddAsync(spammed.Mail.Message(Ann, Request));
        await world.Mail.AddAsync(world.Mail.Message(Ann, Request));

        Assert.Empty(await spammed.ListAsync());
        Assert.Single(await world.ListAsync());
        Assert.Equal(TaskResult.Written, await world.CreateAsync(Guid.CreateVersion7(), "mine", limit: 1));
        Assert.Equal(TaskResult.TooMany, await world.CreateAsync(Guid.CreateVersion7(), "one more", limit: 1));
    }

    [PostgresFact]
    public async Task Task_ThatAPersonDeleted_IsNotFoundAgain()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var message = world.Mail.Message(Ann, Request);
        await world.Mail.AddAsync(message);

        Assert.Equal(TaskResult.Written, await world.DeleteAsync(TaskWorld.IdOf(Assert.Single(await world.ListAsync()))));
        await world.AnalyzeAgainAsync();
        await world.ExtractAsync(message.Id);

        Assert.Empty(await world.ListAsync());
        Assert.Equal([TaskEvents.Created, TaskEvents.Deleted], await world.EventsAsync());
    }

    [PostgresFact]
    public async Task Fields_ThatAPersonSet_StayAfterAnotherAnalysis()
    {
        var world = await TaskWorld.CreateAsync(storage);
        await world.Mail.AddAsync(world.Mail.Message(Ann, Request));
        var found = Assert.Single(await world.ListAsync());
        var id = TaskWorld.IdOf(found);

        await world.UpdateAsync(id, fields => fields with { Title = "Contract", Assignee = "Bob" });
        await storage.ScalarAsync<Guid>("UPDATE tasks SET due_at = now(), due_has_time = true WHERE user_id = $1 RETURNING id", world.UserId);
        await world.AnalyzeAgainAsync();

        var task = (await world.FindAsync(id))!;
        Assert.Equal(("Contract", "Bob", found.DueAt), (task.Title, task.Assignee, task.DueAt));
        Assert.Equal(["assignee", "title"], task.Edited);
    }

    [PostgresFact]
    public async Task Report_InALaterMessage_ClosesTheTaskWithEvidence()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var (request, answer) = Exchange(world, Report);
        await world.Mail.AddAsync(request);

        await world.Mail.AddAsync(answer);

        await AssertClosedAsync(world, answer);
        Assert.Equal([TaskEvents.Created, TaskEvents.Updated], await world.EventsAsync());
    }

    [PostgresFact]
    public async Task Report_AnalyzedBeforeItsRequest_ClosesTheTask()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var (request, answer) = Exchange(world, Report);

        await world.Mail.AddAsync(answer);
        Assert.Empty(await world.ListAsync());
        await world.Mail.AddAsync(request);

        await AssertClosedAsync(world, answer);
    }

    [PostgresFact]
    public async Task Task_ThatAPersonReopened_IsNotClosedAgain()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var (request, answer) = Exchange(world, Report);
        await world.Mail.AddAsync(request, answer);
        var id = TaskWorld.IdOf(Assert.Single(await world.ListAsync()));

        await world.UpdateAsync(id, fields => fields with { Status = TaskStates.Open });
        await world.AnalyzeAgainAsync();

        var task = (await world.FindAsync(id))!;
        Assert.Equal((TaskStates.Open, (DateTimeOffset?)null), (task.Status, task.CompletedAt));
    }

    [PostgresFact]
    public async Task Report_OfAnotherSubject_ClosesNothing()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var (request, answer) = Exchange(world, "I've paid the hotel.");

        await world.Mail.AddAsync(request, answer);

        Assert.Equal(TaskStates.Open, Assert.Single(await world.ListAsync(), task => task.Evidence.Any(evidence => evidence.Quote == Request)).Status);
    }

    [PostgresFact]
    public async Task Removal_OfTheMessage_RemovesItsTaskUnlessAPersonHasEditedIt()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var (one, other) = (world.Mail.Message(Ann, Request), world.Mail.Message(Ann, "Please review the slides."));
        await world.Mail.AddAsync(one, other);
        var edited = (await world.ListAsync()).Single(task => task.Evidence[0].EmailId == other.Id.ToString("N"));
        await world.UpdateAsync(TaskWorld.IdOf(edited), fields => fields with { Priority = TaskUrgencies.High });

        await RemoveAsync(world, one);
        await RemoveAsync(world, other);

        var left = Assert.Single(await world.ListAsync());
        Assert.Equal((edited.Id, 0), (left.Id, left.Evidence.Count));
        Assert.Equal(0L, await storage.ScalarAsync<long>("SELECT count(*) FROM task_findings WHERE user_id = $1", world.UserId));
    }

    [PostgresFact]
    public async Task Extraction_OfAnothersMessage_FindsNone()
    {
        var (world, stranger) = (await TaskWorld.CreateAsync(storage), await TaskWorld.CreateAsync(storage));
        var message = world.Mail.Message(Ann, Request);
        await world.Mail.Mailbox.AddAsync(message);

        Assert.Null(await stranger.ExtractAsync(message.Id));
        Assert.Null(await world.ExtractAsync(message.Id, world.Sees with { ConnectionIds = [] }));
        Assert.True(await world.ExtractAsync(message.Id));
        Assert.Single(await world.ListAsync());
        Assert.Empty(await stranger.ListAsync());
    }

    private static (NewMessage Request, NewMessage Answer) Exchange(TaskWorld world, string answer)
    {
        var request = world.Mail.Message(Ann, Request);
        return (request, world.Mail.Sent(Ann, answer, answers: request.MessageId));
    }

    private static async Task AssertClosedAsync(TaskWorld world, NewMessage answer)
    {
        var task = (await world.ListAsync()).Single(found => found.Evidence[0].Quote == Request);
        Assert.Equal((TaskStates.Done, (DateTimeOffset?)answer.Date), (task.Status, task.CompletedAt));
        Assert.Equal((Report, TaskEvidenceKinds.Completion, answer.Id.ToString("N")), (task.Evidence[1].Quote, task.Evidence[1].Kind, task.Evidence[1].EmailId));
        Assert.Empty(task.Edited);
    }

    private static Task<CommitResult> RemoveAsync(TaskWorld world, NewMessage message) =>
        world.Mail.Mailbox.CommitAsync(world.Mail.Mailbox.Commit() with { Removed = [new(world.Mail.Mailbox.Label, ((PlacedSite)message.Site).Uid)] });
}
