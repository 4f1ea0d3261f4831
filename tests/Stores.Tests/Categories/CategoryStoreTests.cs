using EmailAgent.Grains.Access;
using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Mail;
using EmailAgent.Stores.Tests.Priority;

namespace EmailAgent.Stores.Tests.Categories;

/// <summary>Categories as the analysis finds and owners correct them.</summary>
public sealed class CategoryStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private CategoryStore Store => storage.Get<CategoryStore>();

    [PostgresFact]
    public async Task Category_OfReceivedMail_IsFoundAndCounted()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (one, read, trash, sent) = (world.Message("ann@example.com"), world.Message("ann@example.com"), world.Message("ann@example.com"), world.Sent("ann@example.com"));
        await world.AddAsync(one, read with { Flags = ["\\Seen"] }, trash with { Site = new PlacedSite(world.Mailbox.Labels[1].Id, 1) }, sent);

        Assert.Contains((await world.ReadAsync(one)).Category, CategoryNames.All);
        Assert.Null((await world.ReadAsync(sent)).Category);
        var counts = await Store.CountAsync(world.Sees, default);
        Assert.Equal((2L, 1L), (counts.Sum(count => count.MessageCount), counts.Sum(count => count.UnreadCount)));
        Assert.Empty(await Store.CountAsync(new Visibility(world.UserId, []), default));
    }

    [PostgresFact]
    public async Task Correction_StaysAndHoldsForLaterMailOfTheSender()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (one, earlier) = (world.Message("Shop@example.com"), world.Message("shop@example.com"));
        await world.AddAsync(one, earlier);
        var before = (await world.ReadAsync(earlier)).Category;
        var wanted = before == CategoryNames.Travel ? CategoryNames.Receipt : CategoryNames.Travel;

        Assert.True(await Store.SetAsync(world.Sees, one.Id, wanted, default));
        Assert.False(await Store.SetAsync(world.Sees, one.Id, wanted, default));
        await AgainAsync(world);
        var later = world.Message("shop@EXAMPLE.com");
        await world.AddAsync(later);

        Assert.Equal(wanted, (await world.ReadAsync(one)).Category);
        Assert.Equal(wanted, (await world.ReadAsync(later)).Category);
        Assert.Empty((await storage.Get<MailReader>().GetAsync(world.Sees, one.Id, default))!.CategoryReasons);
        Assert.Single(await world.Mailbox.EventsAsync(), entry => entry.Type == MailEvents.Updated);
        var filtered = await storage.Get<MailReader>().ListAsync(world.Sees, new EmailFilter { Category = wanted }, [], default);
        Assert.Equal(filtered.Total, filtered.Items.Count);
        Assert.Contains(filtered.Items, email => email.Id == one.Id.ToString("N"));
        Assert.All(filtered.Items, email => Assert.Equal(wanted, email.Category));
    }

    [PostgresFact]
    public async Task Correction_OfAnothersMessage_FindsNone()
    {
        var (world, stranger) = (await PriorityWorld.CreateAsync(storage), await PriorityWorld.CreateAsync(storage));
        var message = world.Message("ann@example.com");
        await world.AddAsync(message);

        Assert.Null(await Store.SetAsync(stranger.Sees, message.Id, CategoryNames.Work, default));
        Assert.Null(await Store.SetAsync(new Visibility(world.UserId, [Guid.NewGuid()]), message.Id, CategoryNames.Work, default));
        Assert.Equal(0L, await storage.ScalarAsync<long>("SELECT count(*) FROM sender_categories WHERE user_id = ANY ($1)", (object)new[] { world.UserId, stranger.UserId }));
    }

    [PostgresFact]
    public async Task Sender_IsFoundInAnyCase_InItsInboxesOnly()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var mail = storage.Get<SenderMail>();
        var (one, trash) = (world.Message("News@Example.com"), world.Message("news@example.com"));
        await world.AddAsync(one, trash with { Site = new PlacedSite(world.Mailbox.Labels[1].Id, 1) });

        Assert.True(await mail.HasAnyAsync(world.Sees, "NEWS@example.com", default));
        Assert.False(await mail.HasAnyAsync(new Visibility(world.UserId, []), "news@example.com", default));
        Assert.Equal(1L, await mail.CountInboxAsync(world.Sees, "news@example.com", default));
        Assert.Equal([one.Id], await mail.ListInboxAsync(world.Sees, "news@example.com", one.ReceivedAt, [], 10, default));
        Assert.Empty(await mail.ListInboxAsync(world.Sees, "news@example.com", one.ReceivedAt, [one.Id], 10, default));
        Assert.Empty(await mail.ListInboxAsync(world.Sees, "news@example.com", one.ReceivedAt.AddSeconds(-1), [], 10, default));
        Assert.Null(await mail.FindOfferAsync(world.Sees, "news@example.com", default));
    }

    // As a new version of the steps would.
    private async Task AgainAsync(PriorityWorld world)
    {
        await storage.ScalarAsync<long>("WITH again AS (UPDATE message_analysis SET state = 'waiting', versions = '' WHERE user_id = $1 RETURNING 1) SELECT count(*) FROM again", world.UserId);
        await world.AnalyzeAsync();
    }
}
