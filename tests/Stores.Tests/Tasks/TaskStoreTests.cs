using EmailAgent.Grains.Access;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Stores.Tests.Tasks;

/// <summary>Tasks of people: their levels, their limits, their quotes, and the callers that see them.</summary>
public sealed class TaskStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Subtasks_AreAtMostTwoLevelsBelow_AndNeverACycle()
    {
        var world = await TaskWorld.CreateAsync(storage);
        var (one, two, three, four) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.Equal(TaskResult.Written, await world.CreateAsync(one, "one"));
        Assert.Equal(TaskResult.Written, await world.CreateAsync(two, "two", one));
        Assert.Equal(TaskResult.Written, await world.CreateAsync(three, "three", two));
        Assert.Equal(TaskResult.TooDeep, await world.CreateAsync(four, "four", three));
        Assert.Equal(TaskResult.Written, await world.CreateAsync(four, "four"));

        Assert.Equal(TaskResult.TooDeep, await world.UpdateAsync(one, fields => fields with { ParentTaskId = $"{three:N}" }));
        Assert.Equal(TaskResult.TooDeep, await world.UpdateAsync(one, fields => fields with { ParentTaskId = $"{one:N}" }));
        Assert.Equal(TaskResult.TooDeep, await world.UpdateAsync(one, fields => fields with { ParentTaskId = $"{four:N}" }));
        Assert.Equal(TaskResult.Written, await world.UpdateAsync(two, fields => fields with { ParentTaskId = "" }));
        Assert.Equal(TaskResult.Written, await world.UpdateAsync(two, fields => fields with { ParentTaskId = $"{four:N}" }));
        Assert.Equal(TaskResult.NoSuchParent, await world.UpdateAsync(one, fields => fields with { ParentTaskId = $"{Guid.NewGuid():N}" }));
        Assert.Equal(TaskResult.Written, await world.DeleteAsync(four));
        Assert.Equal([$"{one:N}"], (await world.ListAsync()).Select(task => task.Id));
    }

    [PostgresFact]
    public async Task Tasks_AsManyAsAllowed_AlsoAtTheSameMoment()
    {
        var world = await TaskWorld.CreateAsync(storage);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => world.CreateAsync(Guid.CreateVersion7(), $"task {i}", limit: 2)));

        Assert.Equal(2, results.Count(result => result == TaskResult.Written));
        Assert.Equal(3, results.Count(result => result == TaskResult.TooMany));
    }

    [PostgresFact]
    public async Task Quote_OfAMessage_HasToBeInItsText()
    {
        var (world, stranger) = (await TaskWorld.CreateAsync(storage), await TaskWorld.CreateAsync(storage));
        var (message, id) = (world.Mail.Message("ann@example.com", "The fee is 12 euros.\nPay soon."), Guid.CreateVersion7());
        await world.Mail.AddAsync(message);
        var quote = new TaskQuote($"{message.Id:N}", "12 euros");

        Assert.Equal(TaskResult.QuoteNotFound, await world.CreateAsync(id, "Pay", quote: quote with { Quote = "13 euros" }));
        Assert.Equal(TaskResult.NoSuchMessage, await stranger.CreateAsync(id, "Pay", quote: quote));
        Assert.Equal(TaskResult.NoSuchMessage, await world.CreateAsync(id, "Pay", quote: quote, sees: world.Sees with { ConnectionIds = [Guid.NewGuid()] }));
        Assert.Equal(TaskResult.Written, await world.CreateAsync(id, "Pay", quote: quote));

        var task = (await world.FindAsync(id))!;
        Assert.Equal((11, TaskEvidenceKinds.Quote, $"{world.Mail.Mailbox.ConnectionId:N}"), (task.Evidence[0].Start, task.Evidence[0].Kind, task.ConnectionId));
    }

    [PostgresFact]
    public async Task Task_OfAnotherUserOrMailbox_IsNotSeenOrChanged()
    {
        var (world, stranger, id) = (await TaskWorld.CreateAsync(storage), await TaskWorld.CreateAsync(storage), Guid.CreateVersion7());
        await world.CreateAsync(id, "mine");
        var bound = new Visibility(world.UserId, [world.Mail.Mailbox.ConnectionId]);

        Assert.Empty(await world.ListAsync(bound));
        foreach (var sees in (Visibility[])[stranger.Sees, bound])
        {
            Assert.Equal(TaskResult.Refused, await world.UpdateAsync(id, fields => fields with { Title = "theirs" }, sees: sees));
            Assert.Equal(TaskResult.Refused, await world.DeleteAsync(id, sees: sees));
        }

        Assert.Equal("mine", (await world.FindAsync(id))!.Title);
    }

    [PostgresFact]
    public async Task Deletion_ByAKeyOfAMailbox_LeavesSubTasksThatItDoesNotSee()
    {
        var (world, parent, child) = (await TaskWorld.CreateAsync(storage), Guid.CreateVersion7(), Guid.CreateVersion7());
        var message = world.Mail.Message("ann@example.com", "The invoice is due.");
        await world.Mail.AddAsync(message);
        await world.CreateAsync(parent, "pay", quote: new TaskQuote(message.Id.ToString("N"), "The invoice is due."));
        await world.CreateAsync(child, "ask the bank", parentId: parent);

        Assert.Equal(TaskResult.Written, await world.DeleteAsync(parent, sees: new Visibility(world.UserId, [world.Mail.Mailbox.ConnectionId])));

        Assert.Null(await world.FindAsync(parent));
        Assert.Null((await world.FindAsync(child))!.ParentTaskId);
    }

    [PostgresFact]
    public async Task Write_AfterAnotherChange_IsRefusedIfItExpectsTheFormerState()
    {
        var (world, id) = (await TaskWorld.CreateAsync(storage), Guid.CreateVersion7());
        await world.CreateAsync(id, "one");
        var former = (await world.FindAsync(id))!.UpdatedAt;
        Assert.Equal(TaskResult.Written, await world.UpdateAsync(id, fields => fields with { Status = TaskStates.Done }, former));

        Assert.Equal(TaskResult.Refused, await world.UpdateAsync(id, fields => fields with { Title = "two" }, former));
        Assert.Equal(TaskResult.Refused, await world.DeleteAsync(id, former));
        var current = (await world.FindAsync(id))!;
        Assert.Equal(("one", TaskStates.Done, true), (current.Title, current.Status, current.CompletedAt is not null));
        Assert.Equal(TaskResult.Written, await world.DeleteAsync(id, current.UpdatedAt));
        Assert.Equal([TaskEvents.Created, TaskEvents.Updated, TaskEvents.Deleted], await world.EventsAsync());
    }
}
