using System.Text.Json;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Replies;

namespace EmailAgent.Grains.Tests.Replies;

public sealed class ReplyPolicyTests
{
    private const string SentId = "sent@example.org";

    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Thread = Guid.NewGuid();

    [Fact]
    public void Reply_First_IsNotedAndTold()
    {
        var reply = Reply();

        var change = ReplyPolicy.Record(Sent(), reply);

        Assert.Equal(Now, change.Mail.RepliedAt);
        Assert.Equal((ReplyEvents.Replied, false), (Assert.Single(change.Events).Type, Data(change).GetProperty("is_automatic").GetBoolean()));
        Assert.Equal(reply.Message.Id.ToString("N"), Data(change).GetProperty("email_id").GetString());
    }

    [Fact]
    public void Reply_Second_IsToldOnlyIfItAnswersDirectly()
    {
        var mail = Sent() with { RepliedAt = Now.AddDays(-1) };

        Assert.Single(ReplyPolicy.Record(mail, Reply()).Events);
        Assert.Empty(ReplyPolicy.Record(mail, Reply(message => message with { InReplyTo = ["other@example.org"], References = [SentId, "other@example.org"] })).Events);
        Assert.Same(mail, ReplyPolicy.Record(mail, Reply()).Mail);
    }

    [Fact]
    public void Reply_Automatic_IsToldAndIsNoReply()
    {
        var change = ReplyPolicy.Record(Sent(), Reply(message => message with { Signs = new ReplySigns(IsAutomatic: true, Returned: null) }));

        Assert.Null(change.Mail.RepliedAt);
        Assert.True(Data(change).GetProperty("is_automatic").GetBoolean());
    }

    [Fact]
    public void Message_ByTheSender_OrAboutOthers_IsNoReply()
    {
        var mail = Sent();
        ArrivedMessage[] others =
        [
            Reply(message => message with { FromEmail = "ME@example.org" }),
            Reply(message => message with { InReplyTo = ["other@example.org"] }),
            Reply(message => message with { InReplyTo = [] }),
            Reply(message => message with { Signs = null }),
            Reply(message => message with { Signs = new ReplySigns(true, new ReturnedMail(["other@example.org"], [new FailedRecipient("r0@example.com", null, null, null)])) }),
        ];

        Assert.All(others, other => Assert.Same(mail, ReplyPolicy.Record(mail, other).Mail));
        Assert.All(others, other => Assert.Empty(ReplyPolicy.Record(mail, other).Events));
    }

    [Fact]
    public void Bounce_OfSomeRecipients_IsNotedAtThemOnce()
    {
        var bounce = Bounce(
            new FailedRecipient("R1@example.com", null, "5.1.1", "No such user"),
            new FailedRecipient("alias@example.com", "r2@example.com", null, null),
            new FailedRecipient("r1@example.com", null, "5.1.1", "Again"));

        var change = ReplyPolicy.Record(Sent(recipients: 3), bounce);

        Assert.Equal(Now, change.Mail.BouncedAt);
        Assert.Equal([null, Now, Now], change.Mail.Recipients.Select(recipient => recipient.BouncedAt));
        Assert.Equal(("No such user", "5.1.1", RecipientStates.Sent), (change.Mail.Recipients[1].Reply, change.Mail.Recipients[1].EnhancedStatus, change.Mail.Recipients[1].State));
        Assert.Equal("250 Ok", change.Mail.Recipients[2].Reply);
        Assert.Equal(["r1@example.com", "r2@example.com"], change.Events.Select(one => JsonDocument.Parse(one.Data).RootElement.GetProperty("recipient").GetString()));
        Assert.Equal([ReplyEvents.Bounced, ReplyEvents.Bounced], change.Events.Select(one => one.Type));
        Assert.Same(change.Mail, ReplyPolicy.Record(change.Mail, bounce).Mail);
        Assert.Null(change.Mail.RepliedAt);
    }

    [Fact]
    public void Bounce_OfAnAddressThatIsNotKnown_IsThatOfTheOnlyRecipient()
    {
        var bounce = Bounce(new FailedRecipient("forwarded@example.net", null, "5.7.1", null));

        Assert.Equal(Now, ReplyPolicy.Record(Sent(), bounce).Mail.Recipients[0].BouncedAt);
        var several = ReplyPolicy.Record(Sent(recipients: 2), bounce);
        Assert.All(several.Mail.Recipients, recipient => Assert.Null(recipient.BouncedAt));
        Assert.Equal(((DateTimeOffset?)Now, "forwarded@example.net"), (several.Mail.BouncedAt, Data(several).GetProperty("recipient").GetString()));
        Assert.Empty(ReplyPolicy.Record(several.Mail, bounce).Events);
    }

    [Fact]
    public void Bounce_OfVeryManyRecipients_HasAllInTheRowAndSomeEvents()
    {
        var mail = Sent(recipients: 1000);

        var change = ReplyPolicy.Record(mail, Bounce([.. mail.Recipients.Select(recipient => new FailedRecipient(recipient.Address, null, null, null))]));

        Assert.All(change.Mail.Recipients, recipient => Assert.Equal(Now, recipient.BouncedAt));
        Assert.Equal(ReplyPolicy.MostBounceEvents, change.Events.Count);
    }

    [Fact]
    public void Event_OfHostileText_IsValidJson()
    {
        const string Hostile = "\"},\"x\":\"\\\r\n\0\u2028<script>\uD800";

        var data = Data(ReplyPolicy.Record(Sent(recipients: 2), Bounce(new FailedRecipient(Hostile, null, Hostile, Hostile))));

        Assert.Equal("\"},\"x\":\"\\\r\n\u2028<script>\uFFFD", data.GetProperty("reason").GetString());
        Assert.False(data.TryGetProperty("x", out _));
    }

    [Fact]
    public void Waiting_WhenAPersonAnswers_IsCancelled()
    {
        var cancelled = ReplyPolicy.Cancel(Waiting(), Reply(message => message with { InReplyTo = ["between@example.org"] }), Now)!;

        Assert.Equal((OutgoingStates.Cancelled, (DateTimeOffset?)Now), (cancelled.State, cancelled.EndedAt));
    }

    [Fact]
    public void Waiting_WhenNobodyAnswers_Stays()
    {
        ArrivedMessage[] others =
        [
            Reply(message => message with { FromEmail = "me@example.org" }),
            Reply(message => message with { Signs = new ReplySigns(IsAutomatic: true, Returned: null) }),
            Reply(message => message with { MessageId = SentId }),
            Reply(message => message with { ReceivedAt = Now.AddDays(-2) }),
            Reply() with { ThreadId = Guid.NewGuid() },
            Reply() with { ThreadId = null },
            Reply() with { LooksLikeReply = false },
        ];

        Assert.All(others, other => Assert.Null(ReplyPolicy.Cancel(Waiting(), other, Now)));
        foreach (var state in new[] { OutgoingStates.Sending, OutgoingStates.Sent, OutgoingStates.Cancelled })
            Assert.Null(ReplyPolicy.Cancel(Waiting() with { Mail = Waiting().Mail with { State = state } }, Reply(), Now));
    }

    private static JsonElement Data(ReplyChange change) => JsonDocument.Parse(Assert.Single(change.Events).Data).RootElement;

    private static WaitingMail Waiting() => new(
        Sent() with { State = OutgoingStates.Scheduled, IfNoReply = true, Recipients = [new OutgoingRecipient("r0@example.com", RecipientStates.Pending)] }, Thread, Now.AddDays(-1), SentId);

    private static OutgoingRow Sent(int recipients = 1) => new(
        Guid.NewGuid(),
        Guid.NewGuid(),
        Guid.NewGuid(),
        Guid.NewGuid(),
        OutgoingStates.Sent,
        SentId,
        "me@example.org",
        "Hello",
        [.. Enumerable.Range(0, recipients).Select(i => new OutgoingRecipient($"r{i}@example.com", RecipientStates.Sent, "250 Ok"))],
        recipients,
        Guid.NewGuid(),
        CopyBlob: null,
        Size: 100,
        CreatedAt: Now.AddDays(-1),
        DueAt: Now.AddDays(-1),
        FirstDueAt: Now.AddDays(-1));

    private static ArrivedMessage Bounce(params FailedRecipient[] recipients) =>
        Reply(message => message with { FromEmail = "mailer-daemon@example.com", Signs = new ReplySigns(true, new ReturnedMail([SentId], recipients)) });

    private static ArrivedMessage Reply(Func<NewMessage, NewMessage>? change = null)
    {
        var message = new NewMessage
        {
            Id = Guid.NewGuid(),
            Site = new PlacedSite(Guid.NewGuid(), 1),
            Identity = Guid.NewGuid(),
            Date = Now,
            ReceivedAt = Now,
            Size = 100,
            Document = default,
            FromEmail = "r0@example.com",
            MessageId = "reply@example.com",
            InReplyTo = [SentId],
            Signs = new ReplySigns(IsAutomatic: false, Returned: null),
        };
        return new ArrivedMessage(change is null ? message : change(message), Thread, LooksLikeReply: true);
    }
}
