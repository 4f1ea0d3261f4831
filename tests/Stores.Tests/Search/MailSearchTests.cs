using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Search;
using EmailAgent.Search;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Stores.Tests.Search;

public sealed class MailSearchTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const string Words = "meeting invoice Zoë Straße running überraschung 会議室の予約 Привет don't e-mail mail.example.org report.pdf 3.14 x86_64 Ångström İstanbul ﬁne ＦＵＬＬ café resumé naïve";

    private const string Letters = "abcdefghijklmnopqrstuvwxyzéüßñçøæłαβγδабвгдежз会議予約ก0123456789";

    private readonly SearchDocumentBuilder _builder = new();

    [PostgresFact]
    public async Task Search_AnyWordOfAMessage_FindsIt()
    {
        var random = new Random(20261121);
        var mailbox = await storage.AddMailboxAsync();
        var vocabulary = Words.Split(' ').Concat(Enumerable.Range(0, 60).Select(_ => RandomWord(random))).ToArray();
        var messages = Enumerable.Range(1, 60).Select(uid => Indexed(mailbox.Message(uid, Pick(vocabulary, random, 4)) with { BodyText = Pick(vocabulary, random, 40) })).ToArray();
        await mailbox.AddAsync(messages);

        foreach (var message in messages)
        {
            var word = Pick([.. message.Subject.Split(' '), .. message.BodyText.Split(' ')], random, 1);
            var found = await SearchAsync(mailbox, $"\"{word}\"", 100);
            Assert.True(found.Contains(message.Id), $"\"{word}\" does not find {message.Subject} / {message.BodyText}");
            Assert.Contains(message.Id, await SearchAsync(mailbox, word, 100));
        }
    }

    [PostgresFact]
    public async Task Search_Negation_IsTheComplement()
    {
        var mailbox = await AddFruitAsync();
        foreach (var query in new[] { "apple", "\"red apple\"", "subject:pear", "is:unread", "(apple OR cherry)", "(apple is:unread)", "has:attachment", "from:ann", "nothing", "subject:an", "from:me", "to:me", "🎉", "AT&T", "in:inbox", "in:trash", "in:anywhere" })
        {
            var found = await SearchAsync(mailbox, query, 100);
            var rest = await SearchAsync(mailbox, "-" + query, 100);
            Assert.Equal(6, found.Count + rest.Count);
            Assert.Empty(found.Intersect(rest));
        }
    }

    [PostgresTheory]
    [InlineData("apple", "1 2 3 5")]
    [InlineData("apples", "1 2 3 5")]
    [InlineData("apple -pear", "1 2 5")]
    [InlineData("pear OR cherry", "3 4 6")]
    [InlineData("\"red apple\"", "1 5")]
    [InlineData("\"the red apple\"", "1 5")]
    [InlineData("subject:apple", "1 2")]
    [InlineData("subject:(apple OR pear)", "1 2 4")]
    [InlineData("subject:\"green apple\"", "2")]
    [InlineData("from:ann", "1 2 3")]
    [InlineData("from:bob@mail.example.com", "4 5 6")]
    [InlineData("from:example.com", "4 5 6")]
    [InlineData("from:@example.com", "4 5 6")]
    [InlineData("to:carol", "1")]
    [InlineData("cc:carol", "2")]
    [InlineData("carol", "1 2")]
    [InlineData("filename:contract", "3")]
    [InlineData("contract.pdf", "3")]
    [InlineData("has:attachment", "3")]
    [InlineData("is:unread apple", "1 3 5")]
    [InlineData("is:read", "2")]
    [InlineData("is:starred OR cherry", "2 6")]
    [InlineData("label:big-box", "6")]
    [InlineData("in:inbox apple", "1 2 3 5")]
    [InlineData("in:anywhere cherry", "6")]
    [InlineData("after:2026-03-01 before:2026-03-02 pear", "3 4")]
    [InlineData("larger:1003", "4 5 6")]
    [InlineData("smaller:1002", "1")]
    [InlineData("app*", "1 2 3 5")]
    [InlineData("the apple", "1 2 3 5")]
    [InlineData("", "1 2 3 4 5 6")]
    [InlineData("in:anywhere", "1 2 3 4 5 6")]
    [InlineData("-in:anywhere", "")]
    [InlineData("cherry OR in:anywhere", "1 2 3 4 5 6")]
    [InlineData("in:Inbox apple", "1 2 3 5")]
    [InlineData("in:junk", "")]
    [InlineData("-in:junk cherry", "6")]
    [InlineData("subject:an", "1")]
    [InlineData("subject:the", "")]
    [InlineData("-subject:an", "2 3 4 5 6")]
    [InlineData("from:me", "")]
    [InlineData("-from:me", "1 2 3 4 5 6")]
    [InlineData("orange", "")]
    [InlineData("older_than:1d newer_than:1d", "")]
    public async Task Search_Query_FindsExactlyThese(string query, string uids)
    {
        var mailbox = await AddFruitAsync();

        var page = await PageAsync(mailbox, query, 100);

        Assert.Equal(uids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Reverse(), page.Items.Select(hit => $"{hit.Email.Date.Minute}"));
        Assert.Equal(page.Items.Count, page.Total);
        Assert.Equal(page.Items.Select(hit => hit.Email.Id).Order(StringComparer.Ordinal), (await PageAsync(mailbox, query, 100, byRelevance: true)).Items.Select(hit => hit.Email.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>Subject or body, a query that finds it, one that does not; "!" before a query that is refused.</summary>
    [PostgresTheory]
    [InlineData("Our AT&T bill", "AT&T", "\"R&D\"")]
    [InlineData("Our AT&T bill", "subject:at&t", "subject:IT")]
    [InlineData("The IT department", "subject:IT", "AT&T")]
    [InlineData("Party 🎉 tonight", "🎉", "-🎉")]
    [InlineData("Party 🎉 tonight", "\"party tonight\"", "🎂")]
    [InlineData("🎉🎂", "subject:🎂", "from:🎂")]
    [InlineData("Nothing relevant", "-🎉", "🎉")]
    [InlineData("Nothing relevant", "-AT&T", "AT&T")]
    [InlineData("Nothing relevant", "-from:t", "from:t")]
    [InlineData("Price: 100 €", "€ price", "£")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF\u1107\u1169\u1100\u1169\u1109\u1165.hwp", "보고서", "보고사")]
    [InlineData("한글보고서.hwp", "\u1107\u1169\u1100\u1169\u1109\u1165", "보고사")]
    [InlineData("日本の商品は ﾃｽﾄ ﾃﾞｰﾀ です", "テスト データ", "テスタ")]
    [InlineData("日本の商品は テスト です", "ﾃｽﾄ", "ﾃｽﾀ")]
    [InlineData("\u0438\u0306од и чай", "йод", "иод")]
    [InlineData("㈱山田の契約", "株", "債")]
    [InlineData("この文書は途中で改\r\n行されています", "改行", "改正")]
    [InlineData("この文書は途中で改\n\n行されています", "途中", "改行")]
    [InlineData("회의\n자료", "자료", "자유")]
    public async Task Search_Text_FindsWhatMatchesAndNothingElse(string text, string finds, string findsNot)
    {
        var mailbox = await storage.AddMailboxAsync();
        var message = Indexed(mailbox.Message(1, text) with { BodyText = text });
        await mailbox.AddAsync(message);

        Assert.Equal([message.Id], await SearchAsync(mailbox, finds, 10));
        Assert.Empty(await SearchAsync(mailbox, findsNot, 10));
    }

    [PostgresFact]
    public async Task Search_Me_IsTheAddressesOfTheUsersConnections()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(
            Indexed(mailbox.Message(1) with { FromEmail = "ME@example.org", To = [new(null, "ann@example.com")] }),
            Indexed(mailbox.Message(2) with { FromEmail = "not.me@example.org", To = [new(null, "me@example.org")] }),
            Indexed(mailbox.Message(3) with { FromName = "Me", FromEmail = "me@example.org.example.com", Cc = [new("Me", "me@example.org")] }));

        foreach (var (query, uid) in new[] { ("from:me", 1), ("to:me", 2), ("cc:me", 3), ("-from:me -cc:me", 2), ("from:(me OR nobody)", 1), ("from:\"me\" -from:me -to:me", 3) })
            Assert.Equal([uid], (await PageAsync(mailbox, query, 10)).Items.Select(hit => hit.Email.Date.Minute));
    }

    [PostgresFact]
    public async Task Search_LabelNames_AreFoldedAndMustExist()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Büro & Straße");
        var message = Indexed(mailbox.Message(1, "In it", 1));
        await mailbox.AddAsync(message);

        foreach (var query in new[] { "in:\"Büro & Straße\"", "in:buro-&-strasse", "label:\"BU\u0308RO & STRASSE\"" })
            Assert.Equal([message.Id], await SearchAsync(mailbox, query, 10));
        var outcome = await storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest("it -in:Burro", 1, 10, false, "all"), default);
        Assert.Equal(new("There is no label or folder named \"Burro\".", 7), outcome.Error);
    }

    [PostgresTheory]
    [InlineData("apple", "all", 4)]
    [InlineData("apple", null, 2)]
    [InlineData("apple", "trash", 1)]
    [InlineData("apple", "spam", 1)]
    [InlineData("-pear", null, 2)]
    [InlineData("apple OR pear", null, 2)]
    [InlineData("apple in:trash", null, 1)]
    [InlineData("apple in:anywhere", null, 4)]
    [InlineData("apple in:work", null, 1)]
    [InlineData("apple -in:trash", null, 2)]
    [InlineData("apple in:inbox", "trash", 0)]
    public async Task Search_InAPlace_LooksThereOnly(string query, string? place, int expected)
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Work", "Trash", "Spam");
        await mailbox.AddAsync([.. Enumerable.Range(0, 4).Select(i => Indexed(mailbox.Message(i + 1, "An apple", i)))]);

        foreach (var byRelevance in new[] { false, true })
        {
            var outcome = await storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest(query, 1, 10, byRelevance, place), default);
            Assert.Equal((expected, expected), ((int)outcome.Page!.Total, outcome.Page.Items.Count));
        }
    }

    [PostgresFact]
    public async Task Search_ALabel_FindsWhatItsListShows()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Büro", "Trash");
        var (kept, thrown) = (Indexed(mailbox.Labelled("kept", [1])), Indexed(mailbox.Labelled("thrown", [1, 2])));
        await mailbox.AddAsync(kept, thrown);
        var mail = storage.Get<MailReader>();
        var label = Assert.Single(await mail.FindLabelsAsync(mailbox.Sees, null, "buro", default));
        Assert.Equal("trash", Assert.Single(await mail.FindLabelsAsync(mailbox.Sees, null, "TRASH", default)).Role);

        var listed = await mail.ListAsync(mailbox.Sees, new EmailFilter { PageSize = 10 }, [label], default);
        var found = await storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest("label:buro", 1, 10, false, null), default);

        Assert.Equal([kept.Id], listed.Items.Select(item => Guid.ParseExact(item.Id, "N")));
        Assert.Equal([kept.Id], found.Page!.Items.Select(hit => Guid.ParseExact(hit.Email.Id, "N")));
    }

    [PostgresFact]
    public async Task Search_ComposedText_IsHighlightedAsItStands()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(Indexed(mailbox.Message(1, "<ﾃﾞｰﾀ> \u1107\u1169\u1100\u1169 ㈱") with { BodyText = "x" }));

        var hit = Assert.Single((await PageAsync(mailbox, "データ 보고 株", 10)).Items);

        Assert.Equal("&lt;<mark>ﾃﾞｰ</mark><mark>ﾀ</mark>&gt; <mark>\u1107\u1169\u1100\u1169</mark> <mark>㈱</mark>", hit.SubjectHighlighted);
    }

    [PostgresFact]
    public async Task Search_AnyQueryThatParses_IsAcceptedByPostgres()
    {
        var mailbox = await AddFruitAsync();
        var check = Prop.ForAll(SearchQueryParserTests.Queries(), query =>
        {
            var outcome = storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest(query, 1, 10, query.Length % 2 == 0, "all"), default).GetAwaiter().GetResult();
            return outcome.Page is null != outcome.Error is null;
        });
        check.QuickCheckThrowOnFailure();
    }

    [PostgresFact]
    public async Task Search_Hits_ShowWhereTheyMatch()
    {
        var mailbox = await storage.AddMailboxAsync();
        var body = string.Concat(Enumerable.Repeat("filler text & more ", 40)) + "the <b>Meetings</b> are\n\n on Monday " + string.Concat(Enumerable.Repeat("tail ", 100));
        await mailbox.AddAsync(Indexed(mailbox.Message(1, "Our <meeting>") with { BodyText = body }));

        var hit = Assert.Single((await PageAsync(mailbox, "meeting monday", 10)).Items);

        Assert.Equal("Our &lt;<mark>meeting</mark>&gt;", hit.SubjectHighlighted);
        Assert.Contains("&lt;b&gt;<mark>Meetings</mark>&lt;/b&gt; are on <mark>Monday</mark>", hit.Snippet, StringComparison.Ordinal);
        Assert.StartsWith("…", hit.Snippet, StringComparison.Ordinal);
        Assert.EndsWith("…", hit.Snippet, StringComparison.Ordinal);
        Assert.InRange(hit.Snippet.Length, 100, 400);
    }

    [PostgresFact]
    public async Task Search_PagesAndCoverage_AreRight()
    {
        var mailbox = await AddFruitAsync();
        await mailbox.CommitAsync(mailbox.Commit() with { RemoteTotal = 10 });

        var second = await PageAsync(mailbox, "apple", 2, page: 2);
        var beyond = await PageAsync(mailbox, "apple", 2, page: 26);

        Assert.Equal((4L, 2), (second.Total, second.Items.Count));
        Assert.Equal((4L, 0), (beyond.Total, beyond.Items.Count));
        Assert.Equal(new SearchCoverage(6, 10, TestMailbox.Noon.AddMinutes(1)), second.Coverage);
    }

    [PostgresFact]
    public async Task Search_ByAnotherUser_FindsNothing()
    {
        await AddFruitAsync();
        var stranger = await storage.AddUserAsync();

        var outcome = await storage.Get<MailSearch>().SearchAsync(Visibility.OfAll(stranger), new SearchRequest("apple", 1, 10, false, "all"), default);

        Assert.Empty(outcome.Page!.Items);
        Assert.Equal(new SearchCoverage(0, 0, null), outcome.Page.Coverage);
    }

    private async Task<TestMailbox> AddFruitAsync()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Big Box");
        NewMessage Bob(NewMessage message) => message with { FromName = "Bob", FromEmail = "bob@mail.example.com" };
        await mailbox.AddAsync([.. new[]
        {
            mailbox.Message(1, "An apple") with { BodyText = "The red apple", To = [new("Carol", "c@example.net")] },
            mailbox.Message(2, "Green apples", 0, "\\Seen", "\\Flagged") with { BodyText = "red and green", Cc = [new("Carol", "c@example.net")] },
            mailbox.Message(3, "Fruit") with { BodyText = "apple and pear", HasAttachments = true, Attachments = [new(Guid.NewGuid(), "2", "Contract.pdf", "application/pdf", 5, false, null)] },
            Bob(mailbox.Message(4, "Pear") with { BodyText = "nice" }),
            Bob(mailbox.Message(5, "Basket") with { BodyText = "there are red apples in it" }),
            Bob(mailbox.Message(6, "Basket", 1) with { BodyText = "cherry" }),
        }.Select(Indexed)]);
        return mailbox;
    }

    private NewMessage Indexed(NewMessage message) => message with
    {
        Document = _builder.Build(new SearchContent
        {
            Date = message.Date,
            Subject = message.Subject,
            FromEmail = message.FromEmail,
            FromName = message.FromName,
            To = [.. AddressTexts.Of(message.To)],
            Cc = [.. AddressTexts.Of(message.Cc)],
            BodyText = message.BodyText,
            HasAttachments = message.HasAttachments,
            AttachmentNames = [.. message.Attachments.Select(attachment => attachment.Filename)],
        }),
    };

    private async Task<MailSearchPage> PageAsync(TestMailbox mailbox, string query, int limit, int page = 1, bool byRelevance = false) =>
        (await storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest(query, page, limit, byRelevance, "all"), default)).Page!;

    private async Task<IReadOnlyList<Guid>> SearchAsync(TestMailbox mailbox, string query, int limit) =>
        [.. (await PageAsync(mailbox, query, limit)).Items.Select(hit => Guid.ParseExact(hit.Email.Id, "N"))];

    private static string Pick(string[] words, Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));

    private static string RandomWord(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Letters[random.Next(Letters.Length)]));
}
