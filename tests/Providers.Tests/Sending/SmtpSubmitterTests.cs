using EmailAgent.Delivery.Smtp;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Sending;

public sealed class SmtpSubmitterTests
{
    private const string Bob = "bob@example.org";

    [Fact]
    public async Task Submit_Accepted_IsSent()
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.End, "250 2.6.0 queued as 7");
        using var world = new SubmissionWorld(server.Port);

        var result = await world.SubmitAsync(Bob, "carl@example.org");

        Assert.Equal((SubmitFate.Sent, "250 2.6.0 queued as 7", "2.6.0", false), (result.Fate, result.Reply, result.EnhancedStatus, result.IsSavedInSent));
        Assert.Equal([(Bob, SubmitFate.Sent), ("carl@example.org", SubmitFate.Sent)], result.Recipients.Select(recipient => (recipient.Address, recipient.Fate)));
    }

    [Theory]
    [InlineData(AnsweringSmtpServer.Greeting, AnsweringSmtpServer.Cut, SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Greeting, "554 5.3.2 no service", SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Ehlo, AnsweringSmtpServer.Cut, SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Auth, "535 5.7.8 wrong", SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Auth, "454 4.7.0 later", SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Mail, "451 4.3.0 later", SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Mail, "550 5.7.1 not you", SubmitFate.Refused)]
    [InlineData(AnsweringSmtpServer.Mail, AnsweringSmtpServer.Cut, SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Rcpt, "450 4.2.1 later", SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Rcpt, "550 5.1.1 nobody", SubmitFate.Refused)]
    [InlineData(AnsweringSmtpServer.Data, "452 4.3.1 full", SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.Data, "554 5.6.0 no", SubmitFate.Refused)]
    [InlineData(AnsweringSmtpServer.Data, AnsweringSmtpServer.Cut, SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.End, "451 4.7.1 greylisted", SubmitFate.Deferred)]
    [InlineData(AnsweringSmtpServer.End, "554 5.7.1 spam", SubmitFate.Refused)]
    [InlineData(AnsweringSmtpServer.End, AnsweringSmtpServer.Cut, SubmitFate.Unknown)]
    public async Task Submit_AnsweredOtherwise_HasTheFateThatIsCertain(string place, string answer, SubmitFate fate)
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(place, answer);
        using var world = new SubmissionWorld(server.Port);

        var result = await world.SubmitAsync(Bob);

        Assert.Equal((fate, fate), (result.Fate, Assert.Single(result.Recipients).Fate));
        Assert.NotNull(result.Reply);
    }

    [Fact]
    public async Task Submit_WithoutAServer_IsDeferred()
    {
        using var world = new SubmissionWorld(LoopbackPort.Find());

        Assert.Equal(SubmitFate.Deferred, (await world.SubmitAsync(Bob)).Fate);
    }

    [Fact]
    public async Task Submit_OfAMailboxWithoutAWayOut_IsRefused()
    {
        using var world = new SubmissionWorld(1);
        var settings = SubmissionWorld.Settings(way: null);

        var result = await world.Submitter.SubmitAsync(new MailboxAccount(settings, new PasswordCredentials("secret")), SubmissionWorld.Mail(Bob), CancellationToken.None);

        Assert.Equal(SubmitFate.Refused, result.Fate);
        Assert.False(world.Submitter.CanSend(settings));
        Assert.True(world.Submitter.CanSend(world.Account().Settings));
    }

    [Theory]
    [InlineData("bob@example.org\r\nRCPT TO:<eve@example.org>")]
    [InlineData("")]
    public async Task Submit_ToWhatIsNoAddress_IsRefusedAndSendsNothing(string address)
    {
        await using var server = AnsweringSmtpServer.Start();
        using var world = new SubmissionWorld(server.Port);

        Assert.Equal(SubmitFate.Refused, (await world.SubmitAsync(address)).Fate);
        Assert.Equal(0, server.Messages);
    }

    [Fact]
    public async Task Submit_ToAForbiddenNetwork_IsDeferredAndConnectsNowhere()
    {
        await using var server = AnsweringSmtpServer.Start();
        using var world = new SubmissionWorld(server.Port);
        var settings = SubmissionWorld.Settings(new SmtpAccountSettings("10.0.0.1", server.Port, SmtpSecurity.Tls, "ann"));

        var result = await world.Submitter.SubmitAsync(new MailboxAccount(settings, new PasswordCredentials("secret")), SubmissionWorld.Mail(Bob), CancellationToken.None);

        Assert.Equal(SubmitFate.Deferred, result.Fate);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Submit_Cancelled_ThrowsOnlyWhileNothingIsSent()
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.Mail, AnsweringSmtpServer.Silence);
        using var world = new SubmissionWorld(server.Port);
        using var cancel = new CancellationTokenSource();

        var submission = world.Submitter.SubmitAsync(world.Account(), SubmissionWorld.Mail(Bob), cancel.Token);
        await Eventually.True(() => Task.FromResult(server.Connections == 1));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        Assert.Equal(0, server.Messages);
    }

    [Fact]
    public async Task Submit_SeveralInARow_SharesAConnection()
    {
        await using var server = AnsweringSmtpServer.Start();
        using var world = new SubmissionWorld(server.Port, new SmtpSubmitOptions());

        for (var message = 0; message < 5; message++)
        {
            Assert.Equal(SubmitFate.Sent, (await world.SubmitAsync(Bob)).Fate);
        }

        Assert.Equal((1, 5), (server.Connections, server.Messages));
    }

    [Fact]
    public async Task Submit_OnAConnectionThatEndedMeanwhile_TakesANewOne()
    {
        await using var server = AnsweringSmtpServer.Start();
        using var world = new SubmissionWorld(server.Port, new SmtpSubmitOptions());
        await world.SubmitAsync(Bob);

        server.Answer(AnsweringSmtpServer.Mail, AnsweringSmtpServer.Cut);
        var cut = await world.SubmitAsync(Bob);
        server.Accept();
        var sent = await world.SubmitAsync(Bob);

        Assert.Equal((SubmitFate.Deferred, SubmitFate.Sent), (cut.Fate, sent.Fate));
        Assert.Equal((3, 2), (server.Connections, server.Messages));
    }

    [Fact]
    public async Task Submit_UnknownOnAKeptConnection_IsNotRepeated()
    {
        await using var server = AnsweringSmtpServer.Start();
        using var world = new SubmissionWorld(server.Port, new SmtpSubmitOptions());
        await world.SubmitAsync(Bob);

        server.Answer(AnsweringSmtpServer.End, AnsweringSmtpServer.Cut);
        var result = await world.SubmitAsync(Bob);

        Assert.Equal((SubmitFate.Unknown, 1), (result.Fate, server.Connections));
    }

    [Fact]
    public async Task KeptConnection_IsClosedWhenItsTimeIsOver()
    {
        var time = new ManualTimeProvider();
        await using var server = AnsweringSmtpServer.Start();
        using var world = new SubmissionWorld(server.Port, new SmtpSubmitOptions(), time);
        await world.SubmitAsync(Bob);

        time.Advance(TimeSpan.FromSeconds(11));
        await world.SubmitAsync(Bob);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public void SubmissionKey_OfAnotherPassword_IsAnother()
    {
        var way = new SmtpAccountSettings("smtp.example.org", 465, SmtpSecurity.Tls, "ann");

        Assert.Equal(SubmissionKey.Of(way, "one"), SubmissionKey.Of(way with { LargestMessage = 1 }, "one"));
        Assert.NotEqual(SubmissionKey.Of(way, "one"), SubmissionKey.Of(way, "two"));
        Assert.NotEqual(SubmissionKey.Of(way, "one"), SubmissionKey.Of(way with { Username = "bob" }, "one"));
    }

    [PostfixFact]
    public async Task Submit_ToPostfix_TellsOfEachRecipient()
    {
        await using var postfix = await PostfixServer.StartAsync();
        using var world = new SubmissionWorld(postfix.Port);
        string[] recipients = [$"later@{PostfixServer.Domain}", $"{PostfixServer.Users[0]}@{PostfixServer.Domain}", $"never@{PostfixServer.Domain}"];

        var result = await world.SubmitAsync(recipients);

        Assert.Equal(SubmitFate.Sent, result.Fate);
        Assert.Equal([SubmitFate.Deferred, SubmitFate.Sent, SubmitFate.Refused], result.Recipients.Select(recipient => recipient.Fate));
        Assert.Equal(["4.2.1", "2.0.0", "5.1.1"], result.Recipients.Select(recipient => recipient.EnhancedStatus));
        await postfix.ReceiveAsync(PostfixServer.Users[0]);
    }

    [PostfixFact]
    public async Task Submit_MoreThanTheServerTakes_IsRefused()
    {
        await using var postfix = await PostfixServer.StartAsync();
        using var world = new SubmissionWorld(postfix.Port);
        var body = string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 20_000));

        var result = await world.Submitter.SubmitAsync(world.Account(), SubmissionWorld.Mail(body, [$"{PostfixServer.Users[1]}@{PostfixServer.Domain}"]), CancellationToken.None);

        Assert.Equal(SubmitFate.Refused, result.Fate);
    }
}
