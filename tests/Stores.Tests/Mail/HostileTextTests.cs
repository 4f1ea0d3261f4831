using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Search;
using EmailAgent.Providers;
using EmailAgent.Search;

namespace EmailAgent.Stores.Tests.Mail;

public sealed class HostileTextTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly string[] Hostile =
    [
        "", "\0", "a\0b", "\uD800", "\uDC00x", "x\uD83D", "\uDE00\uD83D", "\uFFFF\uFFFE", "'; DROP TABLE messages; --", "\\N", "\\.", "{\"a\":", "\u202Eabc", "\r\n\t\v\f", "\u0001\u001F\u007F",
        new('a', 100_000), string.Concat(Enumerable.Repeat("\0\uD800", 10_000)), string.Concat(Enumerable.Repeat("a.b@", 20_000)), new('会', 50_000), new('\u0301', 50_000),
    ];

    [PostgresFact]
    public async Task Commit_HostileTextInEveryField_IsStoredAndRead()
    {
        var mailbox = await storage.AddMailboxAsync();
        var messages = Hostile.Select((text, index) => Fill(mailbox.Message(index + 1), text)).ToArray();

        await mailbox.AddAsync(messages);

        foreach (var message in messages)
        {
            var detail = (await storage.Get<MailReader>().GetAsync(mailbox.Sees, message.Id, default))!;
            Assert.DoesNotContain('\0', detail.BodyText + detail.Summary.Subject + detail.Headers.To[0].Name);
            Assert.Equal(detail.BodyText, detail.Summary.Subject);
        }
    }

    [PostgresFact]
    public async Task Commit_SubjectOfFiveMegabytesOfDifferentWords_IsStoredAndItsBeginningFound()
    {
        var mailbox = await storage.AddMailboxAsync();
        var subject = string.Join(' ', Enumerable.Range(0, 700_000).Select(number => $"w{number:x}"));
        Assert.InRange(subject.Length, 4_500_000, 6_000_000);

        await mailbox.AddAsync(Fill(mailbox.Message(1), subject));

        var outcome = await storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest("wff", 1, 10, false, "all"), default);
        Assert.Single(outcome.Page!.Items);
    }

    [PostgresFact]
    public async Task SaveLabels_HostileNames_AreStoredOnce()
    {
        var mailbox = await storage.AddMailboxAsync();

        var saved = await storage.Mailboxes.SaveLabelsAsync(
            mailbox.UserId, mailbox.ConnectionId, mailbox.Epoch, [.. Hostile.Where(text => text.Length < 100).Select(text => new RemoteFolder(text, text, null))], default);

        Assert.Equal(saved.Labels.Count, saved.Labels.Select(label => label.ProviderRef).Distinct().Count());
    }

    private static NewMessage Fill(NewMessage message, string text) => message with
    {
        Subject = text,
        FromName = text,
        FromEmail = text,
        Preview = text,
        BodyText = text,
        BodyHtml = text,
        MessageId = text,
        References = [text],
        InReplyTo = [text],
        To = [new(text, text)],
        Flags = text.Length < 100 ? [text] : [],
        Defects = [text],
        Attachments = [new(Guid.NewGuid(), text, text, text, 1, true, text)],
        Document = new SearchDocumentBuilder().Build(new SearchContent { Date = message.Date, Subject = text, FromName = text, FromEmail = text, To = [text, text], AttachmentNames = [text], BodyText = text }),
    };
}
