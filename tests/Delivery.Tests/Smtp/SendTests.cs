using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;

namespace EmailAgent.Delivery.Tests.Smtp;

public sealed class SendTests
{
    [Fact]
    public async Task Send_ToAServerWithNothing_SendsTheBareCommands()
    {
        var data = "";
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("MAIL FROM:<from@example.org>", "250 ok");
            await c.AnswerAsync("RCPT TO:<to@example.org>", "250 ok");
            await c.AnswerAsync("DATA", "354 go");
            data = await c.ReceiveDataAsync();
            await c.SendAsync("250 2.0.0 queued as 1\r\n");
            await c.AnswerAsync("NOOP", "250 ok");
            await c.AnswerAsync("QUIT", "221 bye");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Message("Subject: x\n\n.dot\n..\n"));
        await client.NoopAsync();
        await client.QuitAsync();

        Assert.True(result.IsSentToAll);
        Assert.Equal("queued as 1", result.Reply!.Text);
        Assert.Equal("Subject: x\r\n\r\n..dot\r\n...\r\n", data);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Send_FromNobody_HasAnEmptyPath()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            Assert.Equal("MAIL FROM:<>", await c.ReceiveLineAsync());
            await c.SendAsync("550 no\r\n");
        });
        await using var client = await server.ConnectAsync();

        Assert.Equal(550, (await client.SendAsync(Mails.Envelope() with { Sender = "" }, Mails.Message())).Reply!.Code);
    }

    [Fact]
    public async Task Send_ToAServerWithEverything_UsesItAndPipelines()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("PIPELINING", "SIZE 1000", "8BITMIME", "SMTPUTF8", "DSN");
            Assert.Equal("MAIL FROM:<d\u00c3\u00b6rte@example.org> SMTPUTF8 SIZE=20 BODY=8BITMIME ENVID=a+2Bb RET=HDRS", await c.ReceiveLineAsync());
            Assert.Equal("RCPT TO:<a@b\u00c3\u00bccher.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a@b+C3+BCcher.example", await c.ReceiveLineAsync());
            Assert.Equal("RCPT TO:<b@example.org> NOTIFY=NEVER ORCPT=rfc822;b@example.org", await c.ReceiveLineAsync());
            await c.SendAsync("250 ok\r\n250 ok\r\n250 ok\r\n");
            await c.AnswerAsync("DATA", "354 go");
            await c.ReceiveDataAsync();
            await c.SendAsync("250 ok\r\n");
        });
        await using var client = await server.ConnectAsync();
        var envelope = new SmtpEnvelope
        {
            Sender = "d\u00f6rte@example.org",
            Return = SmtpReturn.Headers,
            Id = "a+b",
            Recipients =
            [
                new("a@b\u00fccher.example") { Notify = SmtpNotify.Success | SmtpNotify.Delay },
                new("b@example.org") { Notify = SmtpNotify.Never },
            ],
        };

        var result = await client.SendAsync(envelope, Mails.Message("Subject: x\r\n\r\nb\u00f6d\u00ff"));

        Assert.True(result.IsSentToAll);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_SomeRecipientsRefused_GoesToTheOthersAndTellsEach(bool pipelined)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync(pipelined ? ["PIPELINING"] : []);
            await c.AnswerAsync("MAIL", "250 ok");
            await c.AnswerAsync("RCPT TO:<a", "550 5.1.1 unknown");
            await c.AnswerAsync("RCPT TO:<b", "251 will forward");
            await c.AnswerAsync("RCPT TO:<c", "452 4.5.3 too many");
            await c.AnswerAsync("DATA", "354 go");
            await c.ReceiveDataAsync();
            await c.SendAsync("250 queued\r\n");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope("a@x.org", "b@x.org", "c@x.org"), Mails.Message());

        Assert.Equal(SmtpOutcome.Sent, result.Outcome);
        Assert.False(result.IsSentToAll);
        Assert.Equal([SmtpOutcome.NotSent, SmtpOutcome.Sent, SmtpOutcome.NotSent], result.Recipients.Select(r => r.Outcome));
        Assert.Equal([550, 250, 452], result.Recipients.Select(r => r.Reply!.Code));
        Assert.True(result.Recipients[0].Reply is { IsPermanent: true, Status: { Class: 5, Subject: 1, Detail: 1 } });
        Assert.True(result.Recipients[2].Reply is { IsTransient: true });
    }

    [Theory]
    [InlineData("550 5.7.1 no", "", "")]
    [InlineData("530 5.7.0 log in first", "", "")]
    [InlineData("250 ok", "550 no|450 no", "")]
    [InlineData("250 ok", "250 ok|250 ok", "554 no valid recipients")]
    [InlineData("250 ok", "250 ok|250 ok", "451 later")]
    public async Task Send_RefusedBeforeTheMessage_IsNotSentAndTheConnectionLives(string mail, string recipients, string data)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("MAIL", mail);
            foreach (var reply in recipients.Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                await c.AnswerAsync("RCPT", reply);
            }

            if (data.Length > 0)
            {
                await c.AnswerAsync("DATA", data);
            }

            await c.AnswerAsync("RSET", "250 ok");
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope("a@x.org", "b@x.org"), Mails.Message());
        await client.NoopAsync();

        Assert.Equal((SmtpOutcome.NotSent, null), (result.Outcome, result.Failure));
        Assert.All(result.Recipients, r => Assert.Equal(SmtpOutcome.NotSent, r.Outcome));
        Assert.All(result.Recipients, r => Assert.NotNull(r.Reply));
    }

    [Theory]
    [InlineData("552 5.3.4 too big", true)]
    [InlineData("451 4.3.0 try later", true)]
    [InlineData("421 4.3.2 going down", false)]
    public async Task Send_RefusedAfterTheMessage_IsNotSent(string reply, bool lives)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AcceptToDataAsync();
            await c.ReceiveDataAsync();
            await c.SendAsync(reply + "\r\n");
            await c.AnswerAsync("RSET", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Message());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.StartsWith(reply, result.Reply!.ToString(), StringComparison.Ordinal);
        Assert.Equal((lives, lives), (client.IsConnected, result.Failure is null));
    }

    [Fact]
    public async Task Send_AllOrNone_SendsNothingWhenOneIsRefused()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("PIPELINING");
            await c.AnswerAsync("MAIL", "250 ok");
            await c.AnswerAsync("RCPT", "250 ok");
            await c.AnswerAsync("RCPT", "450 4.2.0 greylisted");
            await c.AnswerAsync("RSET", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope("a@x.org", "b@x.org") with { AllOrNone = true }, Mails.Message());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.Equal([null, 450], result.Recipients.Select(r => r.Reply?.Code));
    }

    [Fact]
    public async Task Send_MoreRecipientsThanThePipelineHolds_ReadsInBetween()
    {
        const int count = 120;
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("PIPELINING");
            await c.AnswerAsync("MAIL", "250 ok");
            for (var i = 0; i < count; i++)
            {
                await c.AnswerAsync("RCPT", i % 2 == 0 ? "250 ok" : "550 no");
            }

            await c.AnswerAsync("DATA", "354 go");
            await c.ReceiveDataAsync();
            await c.SendAsync("250 ok\r\n");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope([.. Enumerable.Range(0, count).Select(i => $"u{i}@x.org")]), Mails.Message());

        Assert.Equal(count / 2, result.Recipients.Count(r => r.Outcome == SmtpOutcome.Sent));
    }

    [Fact]
    public async Task Send_FromAStreamThatTrickles_SendsItWhole()
    {
        var data = "";
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("8BITMIME", "SIZE");
            await c.AnswerAsync("MAIL FROM:<from@example.org> BODY=8BITMIME", "250 ok");
            await c.AnswerAsync("RCPT", "250 ok");
            await c.AnswerAsync("DATA", "354 go");
            data = await c.ReceiveDataAsync();
            await c.SendAsync("250 ok\r\n");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Trickling("Subject: x\r\n\r\n.\n\r.\u00e4"));

        Assert.True(result.IsSentToAll);
        Assert.Equal("Subject: x\r\n\r\n..\r\n\r\n..\u00e4\r\n", data);
    }

    [Fact]
    public async Task Send_StreamTwice_StartsAgainWhereItStood()
    {
        var data = new List<string>();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            for (var i = 0; i < 2; i++)
            {
                await c.AcceptToDataAsync();
                data.Add(await c.ReceiveDataAsync());
                await c.SendAsync("250 ok\r\n");
            }
        });
        await using var client = await server.ConnectAsync();
        using var stream = new MemoryStream("skipSubject: x\r\n\r\nb\r\n"u8.ToArray()) { Position = 4 };
        var message = new SmtpMessage(stream);

        await client.SendAsync(Mails.Envelope(), message);
        await client.SendAsync(Mails.Envelope(), message);

        Assert.Equal(["Subject: x\r\n\r\nb\r\n", "Subject: x\r\n\r\nb\r\n"], data);
    }

    /// <summary>MailKit writes in blocks of 4,096 bytes, and the end of the message can be in two of them.</summary>
    [Fact]
    public async Task Send_EndAtEachPlaceOfABlock_IsFoundThereAndOnlyThere()
    {
        const int from = 4060;
        const int count = 50;
        var data = new List<string>();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("PIPELINING");
            for (var i = 0; i < count; i++)
            {
                await c.AcceptToDataAsync();
                data.Add(await c.ReceiveDataAsync());
                await c.SendAsync("250 ok\r\n");
            }
        });
        await using var client = await server.ConnectAsync();

        var texts = Enumerable.Range(from, count).Select(size => $"Subject: x\r\n\r\n.\r\n{new string('x', size)}\r\n.\r\n").ToList();
        foreach (var text in texts)
        {
            Assert.True((await client.SendAsync(Mails.Envelope(), Mails.Message(text))).IsSentToAll);
        }

        Assert.Equal(texts.Select(text => text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal)), data);
    }

    [Fact]
    public async Task Send_SameRecipientTwice_IsSentOnceAndReportedTwice()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("MAIL", "250 ok");
            await c.AnswerAsync("RCPT TO:<a@x.org>", "250 ok");
            await c.AnswerAsync("RCPT TO:<b@x.org>", "550 5.1.1 no");
            await c.AnswerAsync("DATA", "354 go");
            await c.ReceiveDataAsync();
            await c.SendAsync("250 ok\r\n");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope("a@x.org", "A@X.ORG", "b@x.org"), Mails.Message());

        Assert.Equal([SmtpOutcome.Sent, SmtpOutcome.Sent, SmtpOutcome.NotSent], result.Recipients.Select(r => r.Outcome));
    }

    [Fact]
    public async Task Send_HeaderWithAHiddenRecipient_LeavesItOutAndKeepsTheRest()
    {
        var data = "";
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("8BITMIME", "SMTPUTF8");
            await c.AcceptToDataAsync();
            data = await c.ReceiveDataAsync();
            await c.SendAsync("250 ok\r\n");
        });
        await using var client = await server.ConnectAsync();

        const string text = "To:  b@x.org\r\nBcc: c@x.org,\r\n\td@x.org\r\nSubject:   \u00c3\u00a4\r\n  folded\r\nX-Odd:y\r\n\r\nbody\r\n";
        await client.SendAsync(Mails.Envelope(), Mails.Message(text));

        Assert.Equal(text.Replace("Bcc: c@x.org,\r\n\td@x.org\r\n", "", StringComparison.Ordinal), data);
    }
}
