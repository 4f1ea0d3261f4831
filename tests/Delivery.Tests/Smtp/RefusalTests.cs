using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;

namespace EmailAgent.Delivery.Tests.Smtp;

/// <summary>What is refused here, before the server hears of it.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("from@example.org", "to@example.org", "Subject: x\r\n\r\n\u00e4", "", SmtpRequirement.EightBitMime)]
    [InlineData("from@example.org", "to@example.org", "Subject: \u00e4\r\n\r\nx", "8BITMIME", SmtpRequirement.SmtpUtf8)]
    [InlineData("\u00e4@example.org", "to@example.org", "Subject: x\r\n\r\nx", "8BITMIME", SmtpRequirement.SmtpUtf8)]
    [InlineData("from@example.org", "\u00e4@example.org", "Subject: x\r\n\r\nx", "8BITMIME", SmtpRequirement.SmtpUtf8)]
    [InlineData("from@example.org", "to@example.org", "Subject: x\r\n\r\n0123456789", "SIZE 20", SmtpRequirement.Size)]
    public async Task Send_NeedingWhatTheServerLacks_IsNotSentAndTypedAndSilent(
        string sender, string recipient, string message, string extension, SmtpRequirement requirement)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync(extension);
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(recipient) with { Sender = sender }, Mails.Message(message));
        await client.NoopAsync();

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.Equal(SmtpOutcome.NotSent, Assert.Single(result.Recipients).Outcome);
        Assert.Equal(requirement, Assert.IsType<SmtpUnsupportedException>(result.Failure).Requirement);
    }

    [Fact]
    public async Task Send_WithTlsRequired_NeedsTlsAndTheServersWord()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            // REQUIRETLS means nothing on a connection without TLS.
            await c.GreetAsync("REQUIRETLS");
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope() with { RequireTls = true }, Mails.Message());
        await client.NoopAsync();

        Assert.Equal(SmtpRequirement.RequireTls, Assert.IsType<SmtpUnsupportedException>(result.Failure).Requirement);
    }

    [Fact]
    public async Task Send_DomainOutsideAsciiWithoutSmtpUtf8_IsEncoded()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("MAIL", "250 ok");
            Assert.Equal("RCPT TO:<a@xn--bcher-kva.example>", await c.ReceiveLineAsync());
            await c.SendAsync("550 no\r\n");
            await c.AnswerAsync("RSET", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        Assert.Equal(550, (await client.SendAsync(Mails.Envelope("a@b\u00fccher.example"), Mails.Message())).Recipients[0].Reply!.Code);
    }

    [Theory]
    [InlineData("a@b\r\nDATA", "to@x.org", null)]
    [InlineData("a@b", "to@x.org> NOTIFY=NEVER", null)]
    [InlineData("a@b", "", null)]
    [InlineData("a@b", "to@x.org", "id\r\n")]
    public async Task Send_WithAnEnvelopeThatCarriesCommands_ThrowsAndSendsNothing(string sender, string recipient, string? id)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("DSN");
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => client.SendAsync(Mails.Envelope(recipient) with { Sender = sender, Id = id }, Mails.Message()));
        await client.NoopAsync();
    }

    [Fact]
    public async Task Send_LoneLineEndsWhereRefused_ThrowsAndSendsNothing()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();
        var message = new SmtpMessage("a\n.\nb"u8.ToArray()) { LineEnds = SmtpLineEnds.Refuse };

        await Assert.ThrowsAsync<InvalidDataException>(() => client.SendAsync(Mails.Envelope(), message));
        await client.NoopAsync();
    }

    [Fact]
    public async Task Send_EightBitFoundWhileStreamingToASevenBitServer_StopsBeforeTheEnd()
    {
        var heard = "";
        await using (var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AcceptToDataAsync();
            try
            {
                await c.UntilClosedAsync();
            }
            finally
            {
                heard = c.Heard;
            }
        }))
        {
            await using var client = await server.ConnectAsync();
            await Assert.ThrowsAsync<InvalidDataException>(() => client.SendAsync(Mails.Envelope(), Mails.Trickling("Subject: x\r\n\r\n\u00e4\r\n")));
            Assert.False(client.IsConnected);
        }

        Assert.Contains("DATA\r\n", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n.\r\n", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithALocalNameThatCarriesACommand_Throws()
        => await Assert.ThrowsAsync<ArgumentException>(() => SubmissionClient.ConnectAsync(
            new SmtpEndpoint("127.0.0.1", 1, SmtpSecurity.None), new SubmissionOptions { LocalName = "x\r\nQUIT" }));

    [Fact]
    public async Task Connect_InPlainToARemoteAddress_IsForbidden()
    {
        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(
            () => SubmissionClient.ConnectAsync(new SmtpEndpoint("192.0.2.1", 25, SmtpSecurity.None)));

        Assert.Equal(SmtpStage.Connect, failure.Stage);
    }
}
