using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Webhooks;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Webhooks;

/// <summary>Filters and messages that have been removed before their events are selected.</summary>
public sealed class WebhookRemovalTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const int Many = 100;

    private WebhookTending Tending => storage.Get<WebhookTending>();

    [PostgresFact]
    public async Task Filter_BySender_SelectsTheEventsOfItsRemovedMessagesOnly()
    {
        var mailbox = await storage.AddMailboxAsync();
        var selection = TestWebhook.All with { SenderDomains = ["example.org"] };
        await TestWebhook.AddAsync(storage, mailbox.UserId, selection);
        var wanted = mailbox.Message(1);
        await mailbox.AddAsync(wanted, mailbox.Message(2) with { FromEmail = "eve@example.net" });

        await RemoveAsync(mailbox, 1, 2);

        var (selected, _) = await storage.Get<WebhookIntake>().ReadAsync(mailbox.UserId, selection, 0, default);
        Assert.Equal(["email.received", "email.deleted"], selected.Select(entry => entry.Type));
        Assert.All(selected, entry => Assert.Contains($"{wanted.Id:N}", entry.Data, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Filter_ByLabel_SelectsTheRemovalOfItsMessagesOnly()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Archive");
        var selection = TestWebhook.All with { EventTypes = ["email.deleted"], LabelIds = [mailbox.Label] };
        await TestWebhook.AddAsync(storage, mailbox.UserId, selection);
        var wanted = mailbox.Message(1);
        await mailbox.AddAsync(wanted, mailbox.Message(2, label: 1));

        await mailbox.CommitAsync(mailbox.Commit() with { Removed = [new(mailbox.Label, 1), new(mailbox.Labels[1].Id, 2)] });

        var (selected, _) = await storage.Get<WebhookIntake>().ReadAsync(mailbox.UserId, selection, 0, default);
        Assert.Contains($"{wanted.Id:N}", Assert.Single(selected).Data, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Removal_WithoutAFilter_KeepsNothing()
    {
        var mailbox = await storage.AddMailboxAsync();
        await TestWebhook.AddAsync(storage, mailbox.UserId);
        await mailbox.AddAsync(mailbox.Message(1));

        await RemoveAsync(mailbox, 1);

        Assert.Equal(0, await CountAsync(mailbox));
    }

    [PostgresFact]
    public async Task Pruning_DeletesTheFactsOfMessagesThatWereRemovedBefore()
    {
        var mailbox = await storage.AddMailboxAsync();
        await TestWebhook.AddAsync(storage, mailbox.UserId, TestWebhook.All with { SenderDomains = ["example.org"] });
        await mailbox.AddAsync(mailbox.Message(1));
        await RemoveAsync(mailbox, 1);
        var now = TimeProvider.System.GetUtcNow();

        Assert.False(await Tending.DeleteRemovedMessagesAsync(now.AddDays(-1), Many, default));
        Assert.Equal(1, await CountAsync(mailbox));
        Assert.True(await Tending.DeleteRemovedMessagesAsync(now.AddDays(1), Many, default));
        Assert.Equal(0, await CountAsync(mailbox));
    }

    private static Task<CommitResult> RemoveAsync(TestMailbox mailbox, params long[] uids) =>
        mailbox.CommitAsync(mailbox.Commit() with { Removed = [.. uids.Select(uid => new RemotePlacement(mailbox.Label, uid))] });

    private Task<long> CountAsync(TestMailbox mailbox) =>
        storage.ScalarAsync<long>("SELECT count(*) FROM webhook_removed_messages WHERE user_id = $1", mailbox.UserId);
}
