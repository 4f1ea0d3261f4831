using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Delivery.Tests.Smtp.Hostile;

/// <summary>Servers that attack, one method for each way.</summary>
public sealed class HostileServerTests
{
    [Theory]
    [InlineData("250 injected\r\n")]
    [InlineData("250-EVIL\r\n")]
    [InlineData("x")]
    public async Task StartTls_WithDataBehindItsAnswer_IsFatal(string injected)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("STARTTLS");
            await c.ExpectAsync("STARTTLS");
            await c.SendAsync($"220 go\r\n{injected}");
            await c.UntilClosedAsync();
        });

        await Assert.ThrowsAsync<SmtpProtocolException>(() => SubmissionClient.ConnectAsync(server.Endpoint(SmtpSecurity.StartTls)));
    }

    [Fact]
    public async Task StartTls_AnsweredBeforeItWasAsked_IsFatal()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.SendAsync("220 test\r\n");
            await c.ExpectAsync("EHLO");
            await c.SendAsync("250-test\r\n250 STARTTLS\r\n220 go\r\n");
            await c.UntilClosedAsync();
        });

        await Assert.ThrowsAsync<SmtpProtocolException>(() => SubmissionClient.ConnectAsync(server.Endpoint(SmtpSecurity.StartTls)));
    }

    [Theory]
    [InlineData(SmtpSecurity.Tls)]
    [InlineData(SmtpSecurity.StartTls)]
    public async Task Certificate_OfAnotherName_SendsNothingAndFailsInTls(SmtpSecurity security)
    {
        using var certificate = SelfSignedCertificate.Create("other.example.org");
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            if (security == SmtpSecurity.StartTls)
            {
                await c.GreetAsync("STARTTLS");
                await c.AnswerAsync("STARTTLS", "220 go");
            }

            await c.SecureAsync(certificate);
            Assert.Fail("Sent to a stranger: " + await c.ReceiveLineAsync());
        });

        // Trusts the issuer, so that the name is all that is wrong.
        var options = new SubmissionOptions
        {
            CertificateValidation = (_, _, _, errors) => !errors.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch),
        };
        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(() => SubmissionClient.ConnectAsync(server.Endpoint(security), options));

        Assert.Equal(SmtpStage.Tls, failure.Stage);
    }

    /// <summary>A client that believed these would report as sent what nobody has.</summary>
    [Theory]
    [InlineData("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n")]
    [InlineData("25")]
    public async Task Replies_BeforeTheirCommands_NeverCountAsSent(string early)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("NOOP");
            await c.SendAsync("250 ok\r\n" + early);
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();
        await client.NoopAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Message());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.IsType<SmtpProtocolException>(result.Failure);
    }

    [Theory]
    [InlineData(SmtpSecurity.None)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Reply_ToTheMessageInTheMiddleOfIt_IsNotSent(SmtpSecurity security)
    {
        using var certificate = SelfSignedCertificate.Create();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            if (security == SmtpSecurity.Tls)
            {
                await c.SecureAsync(certificate);
            }

            await c.GreetAsync();
            await c.AcceptToDataAsync();
            await c.ExpectAsync("Subject");
            await c.SendAsync("250 2.0.0 queued\r\n");
            await c.UntilClosedAsync();
        });
        var options = new SubmissionOptions { CertificateValidation = (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString() };
        await using var client = await SubmissionClient.ConnectAsync(server.Endpoint(security), options);

        var result = await client.SendAsync(Mails.Envelope(), Mails.Endless());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.IsType<SmtpProtocolException>(result.Failure);
    }

    [Fact]
    public async Task Refusal_InTheMiddleOfTheMessage_StopsItAndTellsWhy()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AcceptToDataAsync();
            await c.ExpectAsync("Subject");
            await c.SendAsync("552 5.3.4 too big\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Endless());

        Assert.Equal((SmtpOutcome.NotSent, 552), (result.Outcome, result.Reply?.Code));
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Timeout_AnnouncedWhileIdle_IsToldAsTheReason()
    {
        var said = new TaskCompletionSource();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("NOOP", "250 ok\r\n421 4.4.2 idle for too long");
            said.SetResult();
        });
        await using var client = await server.ConnectAsync();
        await client.NoopAsync();
        await said.Task;

        var result = await client.SendAsync(Mails.Envelope(), Mails.Message());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.Equal(SmtpStage.Closing, Assert.IsType<SmtpConnectionException>(result.Failure).Stage);
        Assert.Equal(421, result.Failure is SmtpConnectionException { Reply.Code: var code } ? code : 0);
    }

    [Fact]
    public async Task Data_AcceptedWithoutTheMessage_IsNotSent()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("MAIL", "250 ok");
            await c.AnswerAsync("RCPT", "250 ok");
            await c.AnswerAsync("DATA", "250 thanks");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Message());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.IsType<SmtpProtocolException>(result.Failure);
    }

    [Fact]
    public async Task Message_AnsweredByAskingForMore_IsUnknown()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AcceptToDataAsync();
            await c.ReceiveDataAsync();
            await c.SendAsync("354 more\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Message());

        Assert.Equal(SmtpOutcome.Unknown, result.Outcome);
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("250-x\r\n", "reply without end")]
    [InlineData("x", "line without end")]
    [InlineData("250 a\0b\r\n", "NUL")]
    public async Task Reply_OfAnyKindThatIsNone_EndsTheConnection(string repeated, string what)
    {
        Assert.NotEmpty(what);
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("NOOP");
            await c.SendAsync(repeated == "x" ? "250 " : "");
            while (true)
            {
                await c.SendAsync(string.Concat(Enumerable.Repeat(repeated, 1000)));
            }
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.NoopAsync());

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Replies_LongerInSumThanAnyServers_EndTheConnection()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("PIPELINING");
            await c.AnswerAsync("MAIL", "250 ok");
            while (true)
            {
                await c.AnswerAsync("RCPT", "250 " + new string('x', 400));
            }
        });
        await using var client = await server.ConnectAsync(new SubmissionOptions { Limits = new SmtpLimits { Replies = 2000 } });

        var result = await client.SendAsync(Mails.Envelope([.. Enumerable.Range(0, 20).Select(i => $"u{i}@x.org")]), Mails.Message());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.IsType<SmtpProtocolException>(result.Failure);
    }
}
