using System.Net;
using System.Net.Sockets;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Delivery.Tests.Smtp;

public sealed class ConnectTests
{
    [Theory]
    [InlineData("500 what?")]
    [InlineData("502 5.5.1 not implemented")]
    public async Task Connect_WhereEhloIsNotKnown_FallsBackToHelo(string refusal)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.SendAsync("220 old\r\n");
            await c.AnswerAsync("EHLO [127.0.0.1]", refusal);
            await c.AnswerAsync("HELO [127.0.0.1]", "250 hello");
            await c.AnswerAsync("NOOP", "250 ok");
        });

        await using var client = await server.ConnectAsync();
        await client.NoopAsync();

        Assert.Empty(client.Mechanisms);
    }

    [Fact]
    public async Task Connect_WithALocalName_GreetsWithIt()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.SendAsync("220-several\r\n220 lines\r\n");
            await c.AnswerAsync("EHLO agent.example.org", "250 hello");
        });

        await using var client = await server.ConnectAsync(new SubmissionOptions { LocalName = "agent.example.org" });

        Assert.True(client.IsConnected);
    }

    [Theory]
    [InlineData("554 5.7.1 no service for you\r\n", SmtpStage.Greeting, 554)]
    [InlineData("421 4.3.2 too busy\r\n", SmtpStage.Closing, 421)]
    [InlineData("", SmtpStage.Greeting, null)]
    public async Task Connect_Refused_TellsTheServersWords(string greeting, SmtpStage stage, int? code)
    {
        await using var server = ScriptedSmtpServer.Start(c => c.SendAsync(greeting));

        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(() => server.ConnectAsync());

        Assert.Equal((stage, code), (failure.Stage, failure.Reply?.Code));
    }

    [Theory]
    [InlineData("* OK IMAP4rev1 ready\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\n")]
    [InlineData("354 go\r\n")]
    public async Task Connect_ToAnotherProtocol_IsAProtocolError(string greeting)
    {
        await using var server = ScriptedSmtpServer.Start(c => c.SendAsync(greeting));

        await Assert.ThrowsAsync<SmtpProtocolException>(() => server.ConnectAsync());
    }

    [Fact]
    public async Task StartTls_Done_ForgetsWhatWasSaidInPlain()
    {
        using var certificate = SelfSignedCertificate.Create();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("STARTTLS", "AUTH EVIL");
            await c.AnswerAsync("STARTTLS", "220 go");
            await c.SecureAsync(certificate);
            await c.AnswerEhloAsync("AUTH PLAIN", "REQUIRETLS", "PIPELINING");
            await c.AnswerAsync("MAIL FROM:<from@example.org> REQUIRETLS", "250 ok");
            await c.AnswerAsync("RCPT", "250 ok");
            await c.AnswerAsync("DATA", "354 go");
            await c.ReceiveDataAsync();
            await c.SendAsync("250 ok\r\n");
            await c.AnswerAsync("QUIT", "221 bye");
        });
        var options = new SubmissionOptions { CertificateValidation = (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString() };

        await using var client = await SubmissionClient.ConnectAsync(server.Endpoint(SmtpSecurity.StartTls), options);
        var result = await client.SendAsync(Mails.Envelope() with { RequireTls = true }, Mails.Message());
        await client.QuitAsync();

        Assert.Equal(["PLAIN"], client.Mechanisms);
        Assert.True(result.IsSentToAll);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("454 4.7.0 TLS not available")]
    public async Task StartTls_NotToBeHad_NeverFallsBackToPlain(string? refusal)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync(refusal is null ? "AUTH PLAIN" : "STARTTLS");
            if (refusal is not null)
            {
                await c.AnswerAsync("STARTTLS", refusal);
            }

            Assert.Fail("Sent in plain: " + await c.ReceiveLineAsync());
        });

        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(() => SubmissionClient.ConnectAsync(server.Endpoint(SmtpSecurity.StartTls)));

        Assert.Equal(SmtpStage.Tls, failure.Stage);
    }

    [Fact]
    public async Task Quit_WithoutAnswer_DoesNotFail()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("QUIT");
        });
        await using var client = await server.ConnectAsync();

        await client.QuitAsync();
        await client.QuitAsync();

        await Assert.ThrowsAsync<SmtpConnectionException>(() => client.NoopAsync());
    }

    [Fact]
    public async Task Commands_TwoAtOnce_AreRefused()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("NOOP");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        var first = client.NoopAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.NoopAsync());
        await client.DisposeAsync();

        await Assert.ThrowsAsync<SmtpConnectionException>(() => first);
    }

    [Fact]
    public async Task Noop_Refused_KeepsTheConnection()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("NOOP", "503 5.5.1 not now");
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        Assert.Equal("NOOP", (await Assert.ThrowsAsync<SmtpCommandException>(() => client.NoopAsync())).Command);
        await client.NoopAsync();
    }

    /// <summary>A user who names a host must not make the client connect to a forbidden address, whatever the name resolves to.</summary>
    [Fact]
    public async Task Connect_AtAForbiddenAddress_IsNotConnectedTo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = new List<IPAddress>();
        var options = new SubmissionOptions
        {
            AddressAllowed = address =>
            {
                asked.Add(address);
                return false;
            },
        };

        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(() => SubmissionClient.ConnectAsync(new SmtpEndpoint("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, SmtpSecurity.Tls), options));

        Assert.Equal(SmtpStage.Connect, failure.Stage);
        Assert.NotEmpty(asked);
        Assert.All(asked, address => Assert.True(IPAddress.IsLoopback(address)));
        Assert.False(listener.Pending());
    }
}
