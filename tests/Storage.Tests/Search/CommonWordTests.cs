using EmailAgent.Storage.Search;

namespace EmailAgent.Storage.Tests.Search;

/// <summary>Searches answer the same whether the newest mail was enough to answer them or not.</summary>
public sealed class CommonWordTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Count = 6000;

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

        foreach (var (query, matches, offsets) in new (string, Func<string[], bool>, int[])[]
        {
            ("common", _ => true, [0, 40, 5990]),
            ("third", words => words.Contains("third"), [0, 1500]),
            ("rare", words => words.Contains("rare"), [0, 10]),
            ("old", words => words.Contains("old"), [0, 95]),
            ("common -old", words => !words.Contains("old"), [0]),
            ("none", _ => false, [0]),
            ("-common", _ => false, [0]),
            ("", _ => true, [0]),
        })
        {
            var expected = messages.Where(message => matches(message.Subject.Split(' '))).OrderByDescending(message => message.Date).Select(message => message.Id).ToList();
            foreach (var offset in offsets)
                await AssertPageAsync(mailbox, query, offset, expected);
        }
    }

    private async Task AssertPageAsync(TestMailbox mailbox, string query, int offset, List<Guid> expected)
    {
        var page = (await storage.Get<MailSearch>().SearchAsync(mailbox.UserId, new MailSearchRequest(query, offset, 20, false), default)).Page!;

        Assert.Equal(expected.Skip(offset).Take(20), page.Items.Select(hit => hit.Summary.Id));
        var isCounted = expected.Count <= 1000 || offset + 20 > expected.Count;
        Assert.Equal(!isCounted, page.TotalIsAtLeast);
        Assert.Equal(isCounted ? expected.Count : Math.Max(1000, offset + 20), page.Total);
    }
}
