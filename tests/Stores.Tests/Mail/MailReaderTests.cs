using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Stores.Tests.Mail;

public sealed class MailReaderTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private MailReader Reader => storage.Get<MailReader>();

    [PostgresFact]
    public async Task List_RandomFilters_AnswersWhatAModelAnswers()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        var mailboxes = await AddMailAsync(random);
        var messages = mailboxes.SelectMany(entry => entry.Messages.Select(message => (entry.Mailbox, Message: message))).ToList();

        for (var round = 0; round < 300; round++)
        {
            var (filter, labels) = RandomFilter(random, [.. mailboxes.Select(entry => entry.Mailbox)]);
            var expected = Order(messages.Where(row => Matches(row.Mailbox, row.Message, filter, labels)).Select(row => row.Message), filter).ToList();

            var page = await Reader.ListAsync(mailboxes[0].Mailbox.Sees, filter, labels, default);

            Assert.True(expected.Count == page.Total, $"seed {Seed}, round {round}: {filter}: {page.Total} instead of {expected.Count}");
            Assert.Equal(expected.Skip((filter.PageNumber - 1) * filter.PageSize).Take(filter.PageSize).Select(message => $"{message.Id:N}"), page.Items.Select(item => item.Id));
        }
    }

    [PostgresFact]
    public async Task Thread_OfOneSubject_NeedsAParticipantInCommonBesidesTheUser()
    {
        var mailbox = await storage.AddMailboxAsync();
        EmailAddress[] me = [new("Me", "ME@example.org")];
        var dentist = mailbox.Message(1, "appointment") with { FromEmail = "dentist@one.example", To = me };
        var garage = mailbox.Message(2, "RE: appointment") with { FromEmail = "garage@two.example", To = me };
        var answer = mailbox.Message(3, "Re: appointment") with { FromEmail = "me@example.org", To = [new(null, "Dentist@one.example")] };
        foreach (var message in new[] { dentist, garage, answer })
            await mailbox.AddAsync(message);

        Assert.Equal([$"{dentist.Id:N}", $"{answer.Id:N}"], (await Reader.GetThreadAsync(mailbox.Sees, answer.Id, default)).OrderBy(summary => summary.Date).Select(summary => summary.Id));
        Assert.Equal($"{garage.Id:N}", Assert.Single(await Reader.GetThreadAsync(mailbox.Sees, garage.Id, default)).Id);
    }

    [PostgresFact]
    public async Task Get_Message_GivesBackAllOfIt()
    {
        var mailbox = await storage.AddMailboxAsync();
        var message = mailbox.Message(1, "Grüße", 0, "\\Seen", "$Work") with
        {
            To = [new("Bob", "bob@example.org"), new(null, "x@example.org")],
            Cc = [new("C\uD800", "c@example.org")],
            References = ["a@b", "c@d"],
            InReplyTo = ["c@d"],
            BodyText = "Text\0 with a hole",
            BodyHtml = "<p>Text</p>",
            Defects = ["no date"],
            HasAttachments = true,
            Attachments = [new(Guid.NewGuid(), "2", "a.pdf", "application/pdf", 17, false, "cid"), new(Guid.NewGuid(), "1.2", "b.png", "image/png", 18, true, null)],
        };
        await mailbox.AddAsync(message);

        var detail = (await Reader.GetAsync(mailbox.Sees, message.Id, default))!;

        Assert.Equal(("Grüße", true, false, true), (detail.Summary.Subject, detail.Summary.IsRead, detail.Summary.IsStarred, detail.Summary.HasAttachments));
        Assert.Equal([$"{mailbox.Label:N}"], detail.Summary.Labels);
        Assert.Equal(["$Work", "\\Seen"], detail.Flags);
        Assert.Equal(message.To, detail.Headers.To);
        Assert.Equal("C\uFFFD", detail.Headers.Cc.Single().Name);
        Assert.Equal((message.MessageId, "c@d"), (detail.Headers.MessageId, detail.Headers.InReplyTo.Single()));
        Assert.Equal(message.References, detail.Headers.References);
        Assert.Equal(("Text with a hole", "<p>Text</p>", "no date"), (detail.BodyText, detail.BodyHtml, detail.Defects.Single()));
        Assert.Equal(["1.2", "2"], detail.Attachments.Select(attachment => attachment.Part));
        Assert.Equal((message.Size, message.Date, message.ReceivedAt), (detail.Size, detail.Summary.Date, detail.ReceivedAt));
    }

    [PostgresFact]
    public async Task Reads_OfAnotherUsersMail_FindNothing()
    {
        var mailbox = await storage.AddMailboxAsync();
        var message = mailbox.Message(1);
        await mailbox.AddAsync(message);
        var user = await storage.AddUserAsync();
        var stranger = Visibility.OfAll(user);

        Assert.Null(await Reader.GetAsync(stranger, message.Id, default));
        Assert.Empty(await Reader.GetThreadAsync(stranger, message.Id, default));
        Assert.Empty((await Reader.ListAsync(
            stranger, new EmailFilter { IncludesTrash = true, ConnectionId = mailbox.ConnectionId.ToString("N") }, [new NamedLabel(mailbox.Label, null)], default)).Items);
        Assert.Empty(await Reader.ListLabelsAsync(stranger, mailbox.ConnectionId, default));
        Assert.Null(await storage.Get<MessageLocator>().LocateAsync(user, message.Id, default));
    }

    [PostgresFact]
    public async Task Reads_OfADeletedConnection_FindNothingAtOnce()
    {
        var mailbox = await storage.AddMailboxAsync();
        var message = mailbox.Message(1);
        await mailbox.AddAsync(message);

        await storage.Connections.MarkDeletingAsync(mailbox.UserId, mailbox.ConnectionId, null, default);

        Assert.Null(await Reader.GetAsync(mailbox.Sees, message.Id, default));
        Assert.Empty(await Reader.GetThreadAsync(mailbox.Sees, message.Id, default));
        Assert.Empty(await Reader.ListLabelsAsync(mailbox.Sees, null, default));
        var all = new EmailFilter { IncludesTrash = true };
        foreach (var (filter, labels) in new (EmailFilter, NamedLabel[])[]
        {
            (all, []),
            (all, [new NamedLabel(mailbox.Label, null)]),
            (all with { IsStarred = false }, []),
            (all with { Sort = EmailSort.From, Label = "inbox" }, []),
            (all with { Label = "inbox", IsStarred = false }, []),
        })
        {
            var page = await Reader.ListAsync(mailbox.Sees, filter, labels, default);
            Assert.Empty(page.Items);
            Assert.Equal(0, page.Total);
        }
    }

    [PostgresFact]
    public async Task ListLabels_AreOrderedByRoleThenPath()
    {
        var mailbox = await storage.AddMailboxAsync(null, "Zebra", "INBOX", "Apple");

        var labels = await Reader.ListLabelsAsync(mailbox.Sees, mailbox.ConnectionId, default);

        Assert.Equal(["INBOX", "Apple", "Zebra"], labels.Select(label => label.Path));
    }

    private async Task<List<(TestMailbox Mailbox, List<NewMessage> Messages)>> AddMailAsync(Random random)
    {
        var user = await storage.AddUserAsync();
        var mailboxes = new List<(TestMailbox, List<NewMessage>)>();
        for (var number = 0; number < 2; number++)
        {
            var mailbox = await storage.AddMailboxAsync(user, "INBOX", "Work", "Trash");
            var messages = Enumerable.Range(1, 250).Select(uid => RandomMessage(mailbox, uid, random)).ToList();
            await mailbox.AddAsync([.. messages]);
            mailboxes.Add((mailbox, messages));
        }

        return mailboxes;
    }

    private static NewMessage RandomMessage(TestMailbox mailbox, int uid, Random random)
    {
        string[] flags = [.. new[] { "\\Seen", "\\Flagged", "$x" }.Where(_ => random.Next(2) == 0)];
        return mailbox.Message(uid, $"Subject {uid}", random.Next(3), flags) with
        {
            Date = TestMailbox.Noon.AddHours(-random.Next(200)),
            FromName = random.Next(3) == 0 ? null : new[] { "Ann", "Bob_100%", "cÉcile" }[random.Next(3)],
            FromEmail = new[] { "ann@example.org", "bob@example.com", "zoe@mail.example" }[random.Next(3)],
            HasAttachments = random.Next(4) == 0,
        };
    }

    private static (EmailFilter Filter, NamedLabel[] Labels) RandomFilter(Random random, TestMailbox[] mailboxes)
    {
        bool? Maybe() => random.Next(4) switch { 0 => true, 1 => false, _ => null };
        var mailbox = mailboxes[random.Next(mailboxes.Length)];
        NamedLabel[] labels = random.Next(4) == 0 ? [new NamedLabel(mailbox.Labels[random.Next(3)].Id, null)] : [];
        var pageSize = random.Next(1, 60);
        var filter = new EmailFilter
        {
            IncludesTrash = random.Next(2) != 0,
            Label = random.Next(4) == 0 ? "inbox" : null,
            ConnectionId = random.Next(3) == 0 ? mailbox.ConnectionId.ToString("N") : null,
            IsRead = Maybe(),
            IsStarred = random.Next(2) == 0 ? Maybe() : null,
            HasAttachments = random.Next(2) == 0 ? Maybe() : null,
            From = random.Next(4) == 0 ? new[] { "ANN", "example.com", "b_1", "100%", "nobody" }[random.Next(5)] : null,
            DateFrom = random.Next(4) == 0 ? TestMailbox.Noon.AddHours(-random.Next(200)) : null,
            DateTo = random.Next(4) == 0 ? TestMailbox.Noon.AddHours(-random.Next(200)) : null,
            Sort = random.Next(5) == 0 ? EmailSort.From : EmailSort.Date,
            Ascending = random.Next(2) == 0,
            PageNumber = random.Next(3) == 0 ? 1 + (random.Next(400) / pageSize) : 1,
            PageSize = pageSize,
        };
        return (filter, labels);
    }

    private static bool Matches(TestMailbox mailbox, NewMessage message, EmailFilter filter, NamedLabel[] labels) =>
        (labels.Length == 0 || labels.Any(label => label.Id == LabelOf(message)))
        && (filter.IncludesTrash || mailbox.Labels.Single(label => label.Id == LabelOf(message)).Role != "trash")
        && (filter.Label is null || LabelOf(message) == mailbox.Label)
        && (filter.ConnectionId is null || mailbox.ConnectionId.ToString("N") == filter.ConnectionId)
        && (filter.IsRead is null || message.Flags.Contains("\\Seen") == filter.IsRead)
        && (filter.IsStarred is null || message.Flags.Contains("\\Flagged") == filter.IsStarred)
        && (filter.HasAttachments is null || message.HasAttachments == filter.HasAttachments)
        && (filter.From is null || $"{message.FromEmail}\n{message.FromName}".Contains(filter.From, StringComparison.OrdinalIgnoreCase))
        && (filter.DateFrom is null || message.Date >= filter.DateFrom)
        && (filter.DateTo is null || message.Date < filter.DateTo);

    private static IEnumerable<NewMessage> Order(IEnumerable<NewMessage> messages, EmailFilter filter)
    {
        // PostgreSQL compares UUIDs by their bytes, which is the order of their text.
        var byDate = messages.OrderByDescending(message => message.Date).ThenByDescending(message => message.Id.ToString("N"), StringComparer.Ordinal);
        if (filter.Sort == EmailSort.Date)
            return filter.Ascending ? byDate.Reverse() : byDate;

        string Sender(NewMessage message) => (string.IsNullOrEmpty(message.FromName) ? message.FromEmail : message.FromName).ToLowerInvariant();
        return filter.Ascending ? byDate.OrderBy(Sender, StringComparer.Ordinal) : byDate.OrderByDescending(Sender, StringComparer.Ordinal);
    }

    private static Guid LabelOf(NewMessage message) => ((PlacedSite)message.Site).LabelId;
}
