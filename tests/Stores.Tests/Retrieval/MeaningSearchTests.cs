using EmailAgent.Grains.Access;
using EmailAgent.Grains.Retrieval;
using EmailAgent.Grains.Search;
using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Stores.Tests.Retrieval;

public sealed class MeaningSearchTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresTheory]
    [InlineData(SearchModes.Semantic)]
    [InlineData(SearchModes.Hybrid)]
    public async Task Search_WithOtherFormsOfTheWords_PutsTheNearestFirst(string mode)
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);

        var found = await SearchAsync(mailbox.Sees, "invoicing printers", mode);

        Assert.Equal((mode, null), (found.Mode, found.Note));
        Assert.Equal("Overdue invoice", found.Items[0].Email.Subject);
        Assert.InRange(found.Items[0].Score!.Value, 0.1, 1);
        Assert.Equal(found.Items.Select(hit => hit.Score).OrderDescending(), found.Items.Select(hit => hit.Score));
        Assert.Equal(4, found.VectorCoverage!.Indexed);
        Assert.Equal(TestMailbox.Noon.AddMinutes(1), found.VectorCoverage.Oldest);
    }

    [PostgresTheory]
    [InlineData("invoice from:bob", "Invoice of Bob")]
    [InlineData("invoice -printer", "Invoice of Bob")]
    [InlineData("invoice is:read", "")]
    [InlineData("invoice after:2027", "")]
    [InlineData("invoice in:trash", "Old invoice")]
    public async Task Search_Hybrid_MeetsTheConditions(string query, string subjects)
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);

        Assert.Equal(subjects, string.Join(',', (await SearchAsync(mailbox.Sees, query, SearchModes.Hybrid)).Items.Select(hit => hit.Email.Subject)));
    }

    [PostgresFact]
    public async Task Search_WithoutVectorsOrWords_IsOfTextAndSaysSo()
    {
        var mailbox = await AddMailAsync();

        var early = await SearchAsync(mailbox.Sees, "invoice", SearchModes.Semantic);
        await storage.EmbedAsync(mailbox);
        var wordless = await SearchAsync(mailbox.Sees, "from:bob", SearchModes.Hybrid);

        Assert.Equal((SearchModes.Text, 2, 0L), (early.Mode, early.Items.Count, early.VectorCoverage!.Indexed));
        Assert.Contains("yet", early.Note, StringComparison.Ordinal);
        Assert.Equal((SearchModes.Text, 1), (wordless.Mode, wordless.Items.Count));
        Assert.Contains("conditions", wordless.Note, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Search_WithVectorsOfSomeMail_SaysHowMany()
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);
        await mailbox.AddAsync(mailbox.Written(9, "News", "Nothing of interest"));

        Assert.StartsWith("4 of 5 messages", (await SearchAsync(mailbox.Sees, "invoice", SearchModes.Hybrid)).Note, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Pages_OfOneSearch_HoldEachHitOnce()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync([.. Enumerable.Range(1, 23).Select(uid => mailbox.Written(uid, $"Invoice {uid}", "The invoice of the printer"))]);
        await storage.EmbedAsync(mailbox);
        var hits = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            var found = await SearchAsync(mailbox.Sees, "invoice", SearchModes.Hybrid, page, 7);
            Assert.Equal(23, found.Total);
            hits.AddRange(found.Items.Select(hit => hit.Email.Id));
        }

        Assert.Equal(23, hits.Distinct().Count());
        Assert.Equal(23, hits.Count);
        Assert.Empty((await SearchAsync(mailbox.Sees, "invoice", SearchModes.Hybrid, 5, 7)).Items);
    }

    [PostgresTheory]
    [InlineData("\"unclosed")]
    [InlineData("in:nowhere invoice")]
    public async Task Search_OfAQueryThatCannotBeRead_IsRefused(string query)
    {
        var mailbox = await AddMailAsync();
        var outcome = await storage.Get<MeaningSearch>().SearchAsync(mailbox.Sees, new SearchRequest(query, 1, 10, true, null, SearchModes.Hybrid), default);

        Assert.Equal("q", outcome.Problem!.Field);
    }

    [PostgresFact]
    public async Task Searches_OfOneUserAtTheSameMoment_LeavePlacesToOthers()
    {
        var mailbox = await AddMailAsync();
        await storage.EmbedAsync(mailbox);
        using var release = new ManualResetEventSlim();
        var model = new HeldModel(release);
        var search = new MeaningSearch(new RetrievedMail(storage.DataSource, model), storage.Get<MailSearch>(), TimeProvider.System);

        var searches = Enumerable.Range(0, 6)
            .Select(_ => search.SearchAsync(mailbox.Sees, new SearchRequest("invoice", 1, 10, true, null, SearchModes.Semantic), default)).ToList();
        await Eventually.True(() => model.Most >= MeaningSearch.AtOncePerUser);
        release.Set();

        Assert.All(await Task.WhenAll(searches), outcome => Assert.Equal(SearchModes.Semantic, outcome.Value!.Mode));
        Assert.Equal(MeaningSearch.AtOncePerUser, model.Most);
    }

    private async Task<TestMailbox> AddMailAsync()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Trash");
        await mailbox.AddAsync(
            mailbox.Written(1, "Overdue invoice", "The invoice for the printer is overdue."),
            mailbox.Written(2, "Invoice of Bob", "Please pay.", "Bob"),
            mailbox.Written(3, "Lunch", "Fish at the harbour?"),
            mailbox.Written(4, "Old invoice", "The invoice of the former printer", label: 1));
        return mailbox;
    }

    private async Task<SearchResults> SearchAsync(Visibility visible, string query, string mode, int page = 1, int pageSize = 10) =>
        (await storage.Get<MeaningSearch>().SearchAsync(visible, new SearchRequest(query, page, pageSize, true, null, mode), default)).Value!;

    /// <summary>A model that answers when it is released.</summary>
    private sealed class HeldModel(ManualResetEventSlim release) : IMessageEmbedder
    {
        private readonly LexicalEmbedder _model = new();
        private readonly Lock _lock = new();
        private int _inside;

        /// <summary>Gets the largest number of calls that waited at a time.</summary>
        public int Most { get; private set; }

        public string Model => _model.Model;

        public float LeastSimilarity => _model.LeastSimilarity;

        public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
        {
            lock (_lock)
                Most = Math.Max(Most, ++_inside);
            release.Wait(cancellationToken);
            lock (_lock)
                _inside--;
            return _model.Embed(texts, cancellationToken);
        }
    }
}
