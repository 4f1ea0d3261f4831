using EmailAgent.Grains.Access;
using EmailAgent.Grains.Retrieval;
using EmailAgent.Grains.Search;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Stores.Tests.Retrieval;

public sealed class QuestionAnsweringTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly string[] Topics = ["budget", "printer", "garden", "contract", "harbour", "violin"];

    [PostgresFact]
    public async Task Answer_ThatTheMailHas_IsCitedLiterally()
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);

        var answer = await AskAsync(mailbox.Sees, "When is the budget meeting?");

        var citation = answer.Citations[0];
        const string Quote = "The budget meeting takes place on Thursday at 14:00.";
        Assert.Equal((true, SearchModes.Hybrid, "extractive", null), (answer.IsFound, answer.SearchMode, answer.Mode, answer.Note));
        Assert.Equal((Quote, 7), (citation.Quote, citation.Start));
        Assert.StartsWith($"{Quote} [1]", answer.Answer, StringComparison.Ordinal);
        Assert.Equal(3, answer.Coverage.Indexed);
    }

    [PostgresFact]
    public async Task Answer_BeforeThereAreVectors_IsFoundByWords()
    {
        var mailbox = await AddMailAsync();

        var answer = await AskAsync(mailbox.Sees, "How much does the printer cost?");

        Assert.Equal((true, SearchModes.Text), (answer.IsFound, answer.SearchMode));
        Assert.Equal("The printer costs 249.90 Euro.", answer.Citations[0].Quote);
        Assert.StartsWith("0 of 3 messages", answer.Note, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("When does the flight to Lisbon leave?")]
    [InlineData("What is the password of the alarm system?")]
    [InlineData("???")]
    public async Task Answer_ThatTheMailLacks_SaysSo(string question)
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);

        var answer = await AskAsync(mailbox.Sees, question);

        Assert.Equal(("This is not in your mail.", false), (answer.Answer, answer.IsFound));
        Assert.Empty(answer.Citations);
    }

    [PostgresFact]
    public async Task Question_ThatNamesASenderOrATime_IsAnsweredFromThereOrElseFromAllMail()
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);

        var ofBob = await AskAsync(mailbox.Sees, "What did Bob write about the printer?");
        var ofYesterday = await AskAsync(mailbox.Sees, "Who repaired the printer yesterday?");

        Assert.Equal("Bob has repaired the printer in the hall.", ofBob.Citations[0].Quote);
        Assert.Null(ofBob.Note);
        Assert.Equal("Bob has repaired the printer in the hall.", ofYesterday.Citations[0].Quote);
        Assert.Contains("all mail", ofYesterday.Note, StringComparison.Ordinal);
        Assert.False((await AskAsync(mailbox.Sees, "What did Zacharias write about the printer?")).IsFound);
    }

    [PostgresFact]
    public async Task Filters_OfARequest_AreNeverWidened()
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);

        Assert.False((await AskAsync(mailbox.Sees, "When is the budget meeting?", new RagFilters(From: "bob"))).IsFound);
        Assert.False((await AskAsync(mailbox.Sees, "When is the budget meeting?", new RagFilters(After: TestMailbox.Noon.AddDays(1)))).IsFound);
        Assert.True((await AskAsync(mailbox.Sees, "When is the budget meeting?", new RagFilters(From: "ann@example.org", Label: "inbox", HasAttachment: false))).IsFound);
        var refused = await storage.Get<QuestionAnswering>().AnswerAsync(mailbox.Sees, new RagQueryRequest("a question", new RagFilters(Label: "nowhere")), default);
        Assert.Equal("filters.label", refused.Problem!.Field);
    }

    [PostgresFact]
    public void Citations_OfAnyUser_AreOfTheirOwnMail() =>
        // The seed is in the failure's message, and is all that the series depends on but the ids.
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => AskAllAsync(new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5));

    private async Task<bool> AskAllAsync(Random random)
    {
        var mailboxes = new List<(TestMailbox Mailbox, HashSet<string> Ids)>();
        var user = await storage.AddUserAsync();
        for (var i = 0; i < 4; i++)
        {
            var mailbox = await storage.AddMailboxAsync(i < 2 ? user : null);
            var topics = random.GetItems(Topics, 6);
            var messages = topics.Select((topic, uid) => mailbox.Written(uid + 1, topic, $"The {topic} of number {i} is at {random.Next(10, 20)}:00 on Friday.")).ToArray();
            await mailbox.AddAsync(messages);
            if (random.Next(2) == 0)
                await storage.EmbedAsync(mailbox);
            mailboxes.Add((mailbox, [.. messages.Select(message => message.Id.ToString("N"))]));
        }

        foreach (var (mailbox, ids) in mailboxes)
        {
            var visible = new Visibility(mailbox.UserId, [mailbox.ConnectionId]);
            var topic = Topics[random.Next(Topics.Length)];
            var answer = await AskAsync(visible, $"When is the {topic}?");
            Assert.Subset(ids, answer.Citations.Select(citation => citation.EmailId).ToHashSet());
            foreach (var mode in new[] { SearchModes.Semantic, SearchModes.Hybrid })
            {
                var found = await storage.Get<MeaningSearch>().SearchAsync(visible, new SearchRequest(topic, 1, 50, true, null, mode), default);
                Assert.Subset(ids, found.Value!.Items.Select(hit => hit.Email.Id).ToHashSet());
            }
        }

        return true;
    }

    private async Task<TestMailbox> AddMailAsync()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(
            mailbox.Written(1, "Budget meeting", "Hello,\nThe budget meeting takes place on Thursday at 14:00. Please bring your figures.\n\nAnn"),
            mailbox.Written(2, "Your order", "Thank you. The printer costs 249.90 Euro. It will be delivered soon.", "Shop"),
            mailbox.Written(3, "Repair", "Bob has repaired the printer in the hall.", "Bob"));
        return mailbox;
    }

    private async Task<RagAnswer> AskAsync(Visibility visible, string question, RagFilters? filters = null) =>
        (await storage.Get<QuestionAnswering>().AnswerAsync(visible, new RagQueryRequest(question, filters), default)).Value!;
}
