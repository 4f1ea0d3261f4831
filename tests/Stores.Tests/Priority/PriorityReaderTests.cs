using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Priority;

namespace EmailAgent.Stores.Tests.Priority;

/// <summary>Lists by priority, and the answers that are due.</summary>
public sealed class PriorityReaderTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private PriorityReader Reader => storage.Get<PriorityReader>();

    [PostgresFact]
    public async Task Inbox_InPages_HasEachMessageOnceMostImportantFirst()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var messages = Enumerable.Range(0, 23).Select(i => world.Message($"p{i % 4}@example.com", i % 3 == 0 ? "Can you come?" : "Hello.")).ToArray();
        await world.AddAsync(messages);
        await world.JudgeAsync(messages[7], isImportant: true);

        var listed = new List<RankedEmail>();
        ScoredPosition? after = null;
        do
        {
            var page = await Reader.ListAsync(world.Sees, after, 5, default);
            listed.AddRange(page);
            after = page.Count < 5 ? null : page[^1].Position;
        }
        while (after is not null);

        Assert.Equal(messages.Select(message => message.Id.ToString("N")).Order(StringComparer.Ordinal), listed.Select(email => email.Email.Email.Id).Order(StringComparer.Ordinal));
        Assert.Equal(messages[7].Id.ToString("N"), listed[0].Email.Email.Id);
        Assert.Equal(listed.Select(email => email.Email.Email.PriorityScore).OrderDescending(), listed.Select(email => email.Email.Email.PriorityScore));
        Assert.All(listed, email => Assert.Equal(3, email.Email.Reasons.Count));
    }

    [PostgresFact]
    public async Task Inbox_LeavesOutWhatIsOldAndReadOrElsewhere()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (unread, recent, old, trash) = (world.Message("a@example.com"), world.Message("a@example.com"), world.Message("a@example.com"), world.Message("a@example.com"));
        await world.AddAsync(
            unread with { Date = unread.Date.AddDays(-400) },
            recent with { Flags = ["\\Seen"] },
            old with { Date = old.Date.AddDays(-30), Flags = ["\\Seen"] },
            trash with { Site = new PlacedSite(world.Mailbox.Labels[1].Id, 1) });

        var listed = await Reader.ListAsync(world.Sees, null, 100, default);

        Assert.Equal(
            new[] { unread, recent }.Select(message => message.Id.ToString("N")).Order(StringComparer.Ordinal),
            listed.Select(email => email.Email.Email.Id).Order(StringComparer.Ordinal));
        Assert.Empty(await Reader.ListAsync(new Visibility(world.UserId, []), null, 100, default));
    }

    [PostgresFact]
    public async Task List_SortedByPriority_EndsWithWhatHasNone()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var known = Enumerable.Range(0, 6).Select(i => world.Message($"p{i}@example.com")).ToArray();
        await world.AddAsync(known);
        var waiting = Enumerable.Range(0, 3).Select(i => world.Message($"q{i}@example.com")).ToArray();
        await world.Mailbox.AddAsync(waiting);
        foreach (var ascending in new[] { false, true })
        {
            var filter = new EmailFilter { Sort = EmailSort.Priority, Ascending = ascending, PageSize = 4 };
            var listed = new List<EmailSummary>();
            for (var number = 1; number <= 3; number++)
            {
                var page = await storage.Get<MailReader>().ListAsync(world.Sees, filter with { PageNumber = number }, [], default);
                Assert.Equal(9L, page.Total);
                listed.AddRange(page.Items);
            }

            Assert.Equal(9, listed.Select(email => email.Id).Distinct().Count());
            Assert.Equal(waiting.Select(message => message.Id.ToString("N")).Order(StringComparer.Ordinal), listed.Skip(6).Select(email => email.Id).Order(StringComparer.Ordinal));
            var scores = listed.Take(6).Select(email => email.PriorityScore!.Value).ToList();
            Assert.Equal(ascending ? scores.Order() : scores.OrderDescending(), scores);
            Assert.Equal(listed.Select(email => email.Id), await ListAfterAsync(world, filter));
            var inLabel = await storage.Get<MailReader>().ListAsync(world.Sees, filter with { Label = "inbox", IsRead = false }, [], default);
            Assert.Equal(listed.Take(4).Select(email => email.Id), inLabel.Items.Select(email => email.Id));
        }
    }

    [PostgresFact]
    public async Task Question_IsDueUntilItIsAnswered()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var question = world.Message("ann@example.com", "Can you come?");
        await world.AddAsync(question, world.Message("ann@example.com", "Thank you."));
        Assert.Equal([question.Id.ToString("N")], await DueAsync(world, isSent: false));
        Assert.Empty(await DueAsync(world, isSent: true));

        var answer = world.Sent("ann@example.com", "Yes. When does it begin?", question.MessageId);
        await world.AddAsync(answer);
        Assert.Empty(await DueAsync(world, isSent: false));
        Assert.Equal([answer.Id.ToString("N")], await DueAsync(world, isSent: true));

        await world.AddAsync(world.Message("ann@example.com", "At noon.", answer.MessageId));
        Assert.Empty(await DueAsync(world, isSent: true));
    }

    [PostgresFact]
    public async Task Question_ThatTheOwnerTakesOff_IsNotDue()
    {
        var world = await PriorityWorld.CreateAsync(storage);
        var (one, other) = (world.Message("ann@example.com", "Can you come?"), world.Message("bob@example.com", "Can you come?"));
        await world.AddAsync(one, other with { Flags = ["\\Answered"] });

        await world.JudgeAsync(one, null, needsReply: false);

        Assert.Empty(await DueAsync(world, isSent: false));
        await world.JudgeAsync(one, null, needsReply: true);
        Assert.Equal([one.Id.ToString("N")], await DueAsync(world, isSent: false));
    }

    private async Task<IReadOnlyList<string>> ListAfterAsync(PriorityWorld world, EmailFilter filter)
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await storage.Get<MailReader>().ListAsync(world.Sees, filter with { After = after }, [], default);
            ids.AddRange(page.Items.Select(email => email.Id));
            after = page.Items.Count < filter.PageSize ? null : ScoredPosition.Of(page.Items[^1]).ToString();
        }
        while (after is not null);
        return ids;
    }

    private async Task<IEnumerable<string>> DueAsync(PriorityWorld world, bool isSent) =>
        (await Reader.ListUnansweredAsync(world.Sees, isSent, null, 100, default)).Select(email => email.Id);
}
