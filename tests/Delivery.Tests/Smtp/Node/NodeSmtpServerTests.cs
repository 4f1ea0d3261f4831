using System.Security.Cryptography;
using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;

namespace EmailAgent.Delivery.Tests.Smtp.Node;

public sealed class NodeSmtpServerTests(NodeSmtpServer server) : IClassFixture<NodeSmtpServer>
{
    private static readonly SubmissionCredentials Password = SubmissionCredentials.Password(NodeSmtpServer.User, NodeSmtpServer.Password);
    private static readonly SubmissionCredentials Token = SubmissionCredentials.Bearer(NodeSmtpServer.User, NodeSmtpServer.Token);

    [NodeTheory]
    [InlineData("PLAIN", SmtpSecurity.Tls)]
    [InlineData("LOGIN", SmtpSecurity.StartTls)]
    [InlineData("PLAIN", SmtpSecurity.None)]
    public async Task Authenticate_ByEachMechanism_WorksWithTheRightPasswordOnly(string mechanism, SmtpSecurity security)
    {
        await using var client = await server.ConnectAsync(security);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(
            () => client.AuthenticateAsync(SubmissionCredentials.Password(NodeSmtpServer.User, "wrong").Only(mechanism)));
        await client.AuthenticateAsync(Password.Only(mechanism));
        await client.NoopAsync();

        Assert.Equal(535, refused.Reply.Code);
        Assert.True(client.IsAuthenticated);
        await client.QuitAsync();
    }

    [NodeTheory]
    [InlineData(1)]
    [InlineData(2000)]
    public async Task Authenticate_ByToken_TellsTheReasonOfARefusalAndMayTryAgain(int length)
    {
        await using var client = await server.ConnectAsync(SmtpSecurity.Tls);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(
            () => client.AuthenticateAsync(SubmissionCredentials.Bearer(NodeSmtpServer.User, new string('x', length))));
        await client.AuthenticateAsync(Token);

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        Assert.True(client.IsAuthenticated);
    }

    [NodeFact]
    public async Task Send_WithoutAuthentication_IsNotSent()
    {
        await using var client = await server.ConnectAsync();

        var result = await client.SendAsync(Mails.Envelope(), Mails.Message());

        Assert.Equal((SmtpOutcome.NotSent, 530), (result.Outcome, result.Reply!.Code));
    }

    [NodeTheory]
    [InlineData(SmtpSecurity.Tls)]
    [InlineData(SmtpSecurity.StartTls)]
    public async Task Send_AnyBytes_ArriveAsTheyAreAndOnce(SmtpSecurity security)
    {
        var text = "Subject: x\r\n\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $".\r\n..{i}\r\n\u00e4\r\n"));
        await using var client = await AuthenticatedAsync(security);

        var whole = await client.SendAsync(Mails.Envelope(), Mails.Message(text));
        var streamed = await client.SendAsync(Mails.Envelope(), new SmtpMessage(new ForwardStream(Encoding.Latin1.GetBytes(text).Chunk(777))));

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text)));
        Assert.Contains(hash, whole.Reply!.Text, StringComparison.Ordinal);
        Assert.Contains(hash, streamed.Reply!.Text, StringComparison.Ordinal);
    }

    [NodeTheory]
    [InlineData("code-450@x.org", 450)]
    [InlineData("code-550@x.org", 550)]
    [InlineData("data-452@x.org", 452)]
    [InlineData("data-554@x.org", 554)]
    public async Task Send_RefusedAtAnyStage_IsNotSentAndTheConnectionLives(string sender, int code)
    {
        await using var client = await AuthenticatedAsync(SmtpSecurity.Tls);

        var refused = await client.SendAsync(Mails.Envelope() with { Sender = sender }, Mails.Message());
        var sent = await client.SendAsync(Mails.Envelope(), Mails.Message());

        Assert.Equal((SmtpOutcome.NotSent, code), (refused.Outcome, refused.Reply!.Code));
        Assert.Equal((code < 500, code >= 500), (refused.Reply.IsTransient, refused.Reply.IsPermanent));
        Assert.True(sent.IsSentToAll);
    }

    [NodeFact]
    public async Task Send_SomeRecipientsRefused_TellsEach()
    {
        await using var client = await AuthenticatedAsync(SmtpSecurity.Tls);

        var result = await client.SendAsync(Mails.Envelope("code-451@x.org", "to@x.org", "code-553@x.org"), Mails.Message());

        Assert.Equal([451, 250, 553], result.Recipients.Select(r => r.Reply!.Code));
        Assert.Equal([SmtpOutcome.NotSent, SmtpOutcome.Sent, SmtpOutcome.NotSent], result.Recipients.Select(r => r.Outcome));
    }

    [NodeFact]
    public async Task Send_CutAfterTheMessage_IsUnknown()
    {
        await using var client = await AuthenticatedAsync(SmtpSecurity.Tls);

        var result = await client.SendAsync(Mails.Envelope() with { Sender = "drop@x.org" }, Mails.Message());

        Assert.Equal(SmtpOutcome.Unknown, result.Outcome);
        Assert.IsType<SmtpConnectionException>(result.Failure);
        Assert.False(client.IsConnected);
    }

    [NodeFact]
    public async Task Send_CutInTheMiddleOfTheMessage_IsNotSent()
    {
        await using var client = await AuthenticatedAsync(SmtpSecurity.Tls);

        var result = await client.SendAsync(Mails.Envelope() with { Sender = "cut@x.org" }, Mails.Endless());

        Assert.Equal(SmtpOutcome.NotSent, result.Outcome);
        Assert.IsType<SmtpConnectionException>(result.Failure);
    }

    private async Task<SubmissionClient> AuthenticatedAsync(SmtpSecurity security)
    {
        var client = await server.ConnectAsync(security);
        await client.AuthenticateAsync(Token);
        return client;
    }
}
