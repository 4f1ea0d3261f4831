using EmailAgent.Grains.Search;
using EmailAgent.Search;

namespace EmailAgent.Stores.Tests.Search;

/// <summary>Searches answer the same whether the newest mail was enough to answer them or not.</summary>
public sealed class CommonWordTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const int Count = 6000;

    // Divides the length of no list below, so that each ends within a page.
    private const int PageSize = 7;

    [PostgresFact]
    public async Task Search_CommonMediumAndRareWords_ListTheNewestFirstAndCountThem()
    {
        var mailbox = await storage.AddMailboxAsync();
        var builder = new SearchDocumentBuilder();
        // From the newest to the oldest, about eight hours apart: five and a half years.
        var messages = Enumerable.Range(0, Count).Select(i =>
        {
            var date = TestMailbox.Noon.AddHours(-8 * i).AddMinutes(i % 50);
            var text = "common" + (i % 3 == 0 ? " third" : "") + (i % 500 == 499 ? " rare" : "") + (i >= Count - 100 ? " old" : "");
            return mailbox.Message(i + 1, text) with { Date = date, BodyText = text, EventType = null, Document = builder.Build(new SearchContent { Date = date, Subject = text, BodyText = text }) };
        }).ToList();
        await mailbox.AddAsync([.. messages]);

        foreach (var (query, matches, pages) in new (string, Func<string[], bool>, int[])[]
        {
            ("common", _ => true, [1, 6, 858]),
            ("third", words => words.Contains("third"), [1, 215]),
            ("rare", words => words.Contains("rare"), [1, 2]),
            ("old", words => words.Contains("old"), [1, 15]),
            ("common -old", words => !words.Contains("old"), [1]),
            ("none", _ => false, [1]),
            ("-common", _ => false, [1]),
            ("", _ => true, [1]),
        })
        {
            var expected = messages.Where(message => matches(message.Subject.Split(' '))).OrderByDescending(message => message.Date).Select(message => message.Id).ToList();
            foreach (var number in pages)
                await AssertPageAsync(mailbox, query, number, expected);
        }
    }

    private async Task AssertPageAsync(TestMailbox mailbox, string query, int number, List<Guid> expected)
    {
        var offset = (number - 1) * PageSize;
        var page = (await storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest(query, number, PageSize, false, "all"), default)).Page!;

        Assert.Equal(expected.Skip(offset).Take(PageSize), page.Items.Select(hit => Guid.ParseExact(hit.Email.Id, "N")));
        var isCounted = expected.Count <= 1000 || offset + PageSize > expected.Count;
        Assert.Equal(!isCounted, page.TotalIsAtLeast);
        Assert.Equal(isCounted ? expected.Count : Math.Max(1000, offset + PageSize), page.Total);
    }
}
