using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Replies;
using EmailAgent.Stores.Tests.Outgoing;

namespace EmailAgent.Stores.Tests.Replies;

/// <summary>Replies and bounces that arrive in a mailbox of the sender.</summary>
public sealed class ReplyStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly ReplySigns Human = new(IsAutomatic: false, Returned: null);

    [PostgresFact]
    public async Task Reply_ToASentMessage_IsNotedInTheCommitThatStoresIt()
    {
        var (world, inbox) = await CreateAsync();
        var mail = await world.AddAsync(OutgoingWorld.Now);
        var other = await world.AddAsync(OutgoingWorld.Now);
        var reply = inbox.Message(1, "Re: Hello") with { InReplyTo = [mail.MessageId], Signs = Human };

        await inbox.AddAsync(reply, inbox.Message(2) with { Signs = Human });

        Assert.Equal(reply.ReceivedAt, (await world.GetAsync(mail)).RepliedAt);
        Assert.Null((await world.GetAsync(other)).RepliedAt);
        var told = Assert.Single(await inbox.EventsAsync(), one => one.Type == ReplyEvents.Replied);
        Assert.Contains($"\"{mail.Id:N}\"", told.Data, StringComparison.Ordinal);
        Assert.Contains($"\"{mail.ConnectionId:N}\"", told.Data, StringComparison.Ordinal);
        await inbox.AddAsync(reply with { Id = Guid.CreateVersion7() });
        Assert.Single(await inbox.EventsAsync(), one => one.Type == ReplyEvents.Replied);
    }

    [PostgresFact]
    public async Task Reply_InHistory_OrToAnotherUsersMessage_IsNotNoted()
    {
        var (world, inbox) = await CreateAsync();
        var stranger = await storage.AddMailboxAsync();
        var mail = await world.AddAsync(OutgoingWorld.Now);

        await inbox.AddAsync(inbox.Message(1, "Re: Hello") with { InReplyTo = [mail.MessageId], EventType = null });
        await stranger.AddAsync(stranger.Message(1, "Re: Hello") with { InReplyTo = [mail.MessageId], Signs = Human });

        Assert.Null((await world.GetAsync(mail)).RepliedAt);
        Assert.DoesNotContain(await stranger.EventsAsync(), one => one.Type == ReplyEvents.Replied);
    }

    [PostgresFact]
    public async Task Bounce_OfARecipient_IsNotedAtIt()
    {
        var (world, inbox) = await CreateAsync();
        var mail = await world.NewAsync(OutgoingWorld.Now, recipients: 3);
        await world.InsertAsync(mail);
        var returned = new ReturnedMail([mail.MessageId], [new FailedRecipient("r1@example.org", null, "5.1.1", "No\0 \uD800such user")]);
        var report = inbox.Message(1, "Undelivered") with { FromEmail = "mailer-daemon@example.com", Signs = new ReplySigns(true, returned) };

        await inbox.AddAsync(report);

        var read = await world.GetAsync(mail);
        Assert.Equal(((DateTimeOffset?)report.ReceivedAt, (DateTimeOffset?)null), (read.BouncedAt, read.RepliedAt));
        Assert.Equal([null, report.ReceivedAt, null], read.Recipients.Select(recipient => recipient.BouncedAt));
        Assert.Equal("No \uFFFDsuch user", read.Recipients[1].Reply);
        Assert.Single(await inbox.EventsAsync(), one => one.Type == ReplyEvents.Bounced);
    }

    [PostgresFact]
    public async Task Bounce_OfAMessageStoredWithItsHeaderAlone_IsNotedWhenItIsComplete()
    {
        var (world, inbox) = await CreateAsync();
        var mail = await world.AddAsync(OutgoingWorld.Now);
        var whole = inbox.Labelled("1", [0]) with
        {
            Signs = new ReplySigns(true, new ReturnedMail([mail.MessageId], [new FailedRecipient("r0@example.org", null, "5.1.1", null)])),
        };
        var header = whole with { Site = (LabelledSite)whole.Site with { IsPartial = true }, Signs = new ReplySigns(IsAutomatic: true, Returned: null) };

        await inbox.AddAsync(header);
        Assert.Null((await world.GetAsync(mail)).BouncedAt);
        await inbox.AddAsync(whole with { Id = Guid.CreateVersion7() });

        Assert.NotNull((await world.GetAsync(mail)).BouncedAt);
    }

    [PostgresFact]
    public async Task Scheduled_IfNoReply_IsCancelledByAnAnswerInTheThread()
    {
        var (world, inbox) = await CreateAsync();
        var question = inbox.Message(1) with { FromEmail = "me@example.org", EventType = "email.sent" };
        await inbox.AddAsync(question);
        var waiting = await ScheduleAsync(world, question, ifNoReply: true);
        var patient = await ScheduleAsync(world, question, ifNoReply: false);
        var elsewhere = await ScheduleAsync(world, question with { Id = Guid.NewGuid() }, ifNoReply: true);

        var away = inbox.Message(2, "Re: Hello") with { InReplyTo = [question.MessageId!], Signs = new ReplySigns(IsAutomatic: true, Returned: null) };
        await inbox.AddAsync(away);
        Assert.Equal(OutgoingStates.Scheduled, (await world.GetAsync(waiting)).State);
        await inbox.AddAsync(inbox.Message(3, "Re: Hello") with { InReplyTo = [question.MessageId!], Signs = Human });

        Assert.Equal(OutgoingStates.Cancelled, (await world.GetAsync(waiting)).State);
        Assert.Equal(OutgoingStates.Scheduled, (await world.GetAsync(patient)).State);
        Assert.Equal(OutgoingStates.Scheduled, (await world.GetAsync(elsewhere)).State);
        Assert.Contains(
            await inbox.EventsAsync(),
            one => one.Type == OutgoingEvents.Updated && one.Data.Contains($"{waiting.Id:N}", StringComparison.Ordinal) && one.Data.Contains("cancelled", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Scheduled_IfNoReply_AgainstAClaimAtTheSameMoment_HasOneWinner()
    {
        var (world, inbox) = await CreateAsync();
        for (var round = 0; round < 20; round++)
        {
            var question = inbox.Message((2 * round) + 1) with { FromEmail = "me@example.org" };
            await inbox.AddAsync(question);
            var waiting = await ScheduleAsync(world, question, ifNoReply: true);

            var claiming = world.ClaimAsync(waiting.DueAt, Guid.NewGuid());
            var replying = inbox.AddAsync(inbox.Message((2 * round) + 2, "Re: Hello") with { InReplyTo = [question.MessageId!], Signs = Human });
            var claimed = await claiming;
            await replying;

            Assert.Equal(claimed is null ? OutgoingStates.Cancelled : OutgoingStates.Sending, (await world.GetAsync(waiting)).State);
        }
    }

    private static async Task<OutgoingRow> ScheduleAsync(OutgoingWorld world, NewMessage question, bool ifNoReply)
    {
        var mail = await world.NewAsync(OutgoingWorld.Now.AddDays(1)) with
        {
            State = OutgoingStates.Scheduled,
            SendAt = OutgoingWorld.Now.AddDays(1),
            InReplyToId = question.Id,
            IfNoReply = ifNoReply,
        };
        await world.InsertAsync(mail);
        return mail;
    }

    private async Task<(OutgoingWorld World, TestMailbox Inbox)> CreateAsync()
    {
        var world = await OutgoingWorld.CreateAsync(storage);
        return (world, await storage.AddMailboxAsync(world.Mailbox.UserId));
    }
}
