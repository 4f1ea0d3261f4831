using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Mail;
using EmailAgent.Intelligence;

namespace EmailAgent.Stores.Tests.Analysis;

/// <summary>What a commit notes for the analysis, and what steps then read.</summary>
public sealed class AnalysisIntakeTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly HeaderSignals OfAList = new(
        new MessageSignals
        {
            ListId = "users.example.org\0",
            CanUnsubscribe = true,
            CanUnsubscribeByOneClick = true,
            Precedence = "bulk",
            AutoSubmitted = "auto-generated",
            IsAuthenticated = false,
        },
        ["https://example.org/u?1", "mailto:leave@example.org"],
        UtcOffset: -210);

    [PostgresFact]
    public async Task Commits_OfNewMail_EnqueueOneJobForTheUser()
    {
        var one = await storage.AddMailboxAsync();
        var other = await storage.AddMailboxAsync(one.UserId);

        await one.AddAsync(one.Message(1), one.Message(2) with { EventType = null });
        await other.AddAsync(other.Message(1));
        await one.CommitAsync(one.Commit() with { Flags = [new(one.Label, 1, ["\\Seen"])] });

        Assert.Equal(1L, await CountAsync("jobs WHERE kind = 'analysis.new' AND user_id = $1", one.UserId));
        Assert.Equal(1L, await CountAsync("jobs WHERE kind = 'analysis.backlog' AND user_id = $1", one.UserId));
        Assert.Equal(2L, await CountAsync("message_analysis WHERE state = 'waiting' AND user_id = $1", one.UserId));
    }

    [PostgresFact]
    public async Task Message_WithSignals_ReachesTheStepsWithThem()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Drafts");
        var step = new ScriptedStep("reads");
        await using var world = new AnalysisWorld(storage, step);
        var listed = mailbox.Message(2, "From a list") with
        {
            Signals = OfAList,
            FromEmail = "News@Example.org",
            To = [new EmailAddress("Me", "Me@Example.org")],
            Cc = [new EmailAddress(null, "bob@example.org")],
            Date = TestMailbox.Noon.AddMinutes(2).ToOffset(TimeSpan.FromMinutes(-210)),
            Attachments = [new(Guid.NewGuid(), "2", "a.ics", "Text/Calendar", 10, false, null)],
        };
        await mailbox.AddAsync(mailbox.Message(1) with { FromEmail = "me@example.org" }, listed, mailbox.Message(3, "A draft", 1));

        await world.RunAllAsync(mailbox.UserId);

        Assert.Equal([listed.Id, step.Seen[1].Id], step.SeenIds);
        var (read, plain) = (step.Seen[0], step.Seen[1]);
        Assert.Equal((listed.Date, TimeSpan.FromMinutes(-210)), (read.Date, read.Date.Offset));
        Assert.Equal(("From a list", "Hello there", new Person("Ann", "news@example.org"), false), (read.Subject, read.Text, read.From, read.IsSent));
        Assert.Equal([new Person("Me", "me@example.org")], read.To);
        Assert.Equal([new Person(null, "bob@example.org")], read.Cc);
        Assert.Equal(["text/calendar"], read.AttachmentTypes);
        Assert.Equal(OfAList.Signals with { ListId = "users.example.org" }, read.Signals);
        Assert.Equal(mailbox.ConnectionId, read.MailboxId);
        Assert.Equal((MessageSignals.None, TimeSpan.Zero, false), (plain.Signals, plain.Date.Offset, plain.IsSent));
        Assert.Equal("https://example.org/u?1 mailto:leave@example.org", await storage.ScalarAsync<string>("SELECT unsubscribe FROM message_signals WHERE user_id = $1", mailbox.UserId));
        Assert.Equal(3L, (await world.StatusAsync(mailbox.UserId)).Analyzed);
    }

    [PostgresFact]
    public async Task Message_FromTheOwnersAddressThatDidNotComeIn_IsSent()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Archive");
        var step = new ScriptedStep("sent");
        await using var world = new AnalysisWorld(storage, step);
        AnalysisBatch? seen = null;
        step.Script = (batch, _) =>
        {
            seen = batch;
            return Task.CompletedTask;
        };
        await mailbox.AddAsync(mailbox.Message(1, "Sent", 1) with { FromEmail = "ME@example.org" });

        await world.RunAllAsync(mailbox.UserId);

        Assert.True(Assert.Single(step.Seen).IsSent);
        Assert.True(seen!.Owner.Contains("Me@Example.org"));
        Assert.False(seen.Owner.Contains("ann@example.org"));
    }

    [PostgresFact]
    public async Task PartialMessage_IsNotedWhenItIsComplete()
    {
        var mailbox = await storage.AddMailboxAsync();
        var step = new ScriptedStep("partial");
        await using var world = new AnalysisWorld(storage, step);
        var header = mailbox.Labelled("x", [0]) with { Site = new LabelledSite("x", [mailbox.Label], IsPartial: true), BodyText = "" };
        await mailbox.AddAsync(header);
        await world.RunAllAsync(mailbox.UserId);
        Assert.Empty(step.Seen);

        await mailbox.AddAsync(mailbox.Labelled("x", [0]) with { Signals = OfAList });
        await world.RunAllAsync(mailbox.UserId);

        var read = Assert.Single(step.Seen);
        Assert.Equal((header.Id, "Hello there", "bulk"), (read.Id, read.Text, read.Signals.Precedence));
    }

    [PostgresFact]
    public async Task Rows_GoWithTheirMessagesAndMailboxes()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync([.. Enumerable.Range(1, 3).Select(uid => mailbox.Message(uid) with { Signals = OfAList })]);

        await mailbox.CommitAsync(mailbox.Commit() with { Removed = [new(mailbox.Label, 1)] });
        Assert.Equal((2L, 2L), (await CountAsync("message_signals WHERE user_id = $1", mailbox.UserId), await CountAsync("message_analysis WHERE user_id = $1", mailbox.UserId)));
        await storage.ScalarAsync<Guid>("UPDATE connections SET status = 'deleting' WHERE user_id = $1 RETURNING id", mailbox.UserId);
        var remover = storage.Get<MailRemover>();
        while (!await remover.DeleteMailChunkAsync(mailbox.UserId, mailbox.ConnectionId, 100, default))
        {
        }

        Assert.Equal((0L, 0L), (await CountAsync("message_signals WHERE user_id = $1", mailbox.UserId), await CountAsync("message_analysis WHERE user_id = $1", mailbox.UserId)));
    }

    private Task<long> CountAsync(string from, Guid userId) => storage.ScalarAsync<long>($"SELECT count(*) FROM {from}", userId);
}
