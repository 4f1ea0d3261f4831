using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Delivery.Tests.Smtp.Postfix;

public sealed class PostfixTests(PostfixFixture postfix) : IClassFixture<PostfixFixture>
{
    [PostfixFact]
    public async Task Send_WithEveryKindOfLine_ArrivesAsItWas()
    {
        var user = PostfixFixture.NewUser();
        var body = $".\n..\n.dot\n\nb\u00f6dy\u00ff\n{new string('x', 900)}\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $".{i}\n"));
        await using var client = await postfix.ConnectAsync();

        // The same with lone CR, lone LF, pairs, and no end of the last line.
        var message = Mails.Message("Subject: x\n\n" + body.Replace("\n\n", "\r\n\r", StringComparison.Ordinal).TrimEnd('\n'));
        var result = await client.SendAsync(Mails.Envelope(PostfixFixture.Address(user)), message);
        await client.QuitAsync();

        Assert.True(result.IsSentToAll);
        Assert.Equal(new SmtpEnhancedStatus(2, 0, 0), result.Reply!.Status);
        Assert.Equal(body, Body(await postfix.Server.ReceiveAsync(user)));
    }

    [PostfixFact]
    public async Task Send_ToSomeWhoAreRefused_TellsEach()
    {
        var user = PostfixFixture.NewUser();
        await using var client = await postfix.ConnectAsync();

        var result = await client.SendAsync(
            Mails.Envelope(PostfixFixture.Address("later"), PostfixFixture.Address(user), PostfixFixture.Address("never")), Mails.Message());

        Assert.Equal(SmtpOutcome.Sent, result.Outcome);
        Assert.Equal([SmtpOutcome.NotSent, SmtpOutcome.Sent, SmtpOutcome.NotSent], result.Recipients.Select(r => r.Outcome));
        Assert.Equal(["4.2.1", "2.0.0", "5.1.1"], result.Recipients.Select(r => r.Reply!.Status.ToString()));
        await postfix.Server.ReceiveAsync(user);
    }

    [PostfixFact]
    public async Task Send_AfterARefusal_WorksOnTheSameConnection()
    {
        var user = PostfixFixture.NewUser();
        await using var client = await postfix.ConnectAsync(SmtpSecurity.None);

        var refused = await client.SendAsync(Mails.Envelope(PostfixFixture.Address("never")), Mails.Message());
        var half = await client.SendAsync(
            Mails.Envelope(PostfixFixture.Address(user), PostfixFixture.Address("later")) with { AllOrNone = true }, Mails.Message("Subject: no\n\nno"));
        var sent = await client.SendAsync(Mails.Envelope(PostfixFixture.Address(user)), Mails.Message());

        Assert.Equal((SmtpOutcome.NotSent, SmtpOutcome.NotSent, SmtpOutcome.Sent), (refused.Outcome, half.Outcome, sent.Outcome));
        Assert.Equal("body\n", Body(await postfix.Server.ReceiveAsync(user)));
    }

    [PostfixFact]
    public async Task Send_LargerThanTheServerTakes_IsNotSent()
    {
        var text = "Subject: x\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 20_000));
        await using var client = await postfix.ConnectAsync();
        var envelope = Mails.Envelope(PostfixFixture.Address(PostfixFixture.NewUser()));

        var known = await client.SendAsync(envelope, Mails.Message(text));
        var found = await client.SendAsync(envelope, new SmtpMessage(new ForwardStream(Encoding.ASCII.GetBytes(text).Chunk(5000))));

        Assert.Equal(SmtpRequirement.Size, Assert.IsType<SmtpUnsupportedException>(known.Failure).Requirement);
        Assert.Equal((SmtpOutcome.NotSent, 552), (found.Outcome, found.Reply?.Code));
    }

    [PostfixFact]
    public async Task Send_WithAddressesAndHeaderInUtf8_Arrives()
    {
        const string user = "d\u00f6rte";
        await using var client = await postfix.ConnectAsync();

        var message = new SmtpMessage(Encoding.UTF8.GetBytes("Subject: Gr\u00fc\u00dfe\n\nbody\n"));
        var result = await client.SendAsync(Mails.Envelope(PostfixFixture.Address(user)), message);

        Assert.True(result.IsSentToAll, result.Reply?.ToString());
        Assert.Contains("Subject: Gr\u00fc\u00dfe\n", Encoding.UTF8.GetString(await postfix.Server.ReceiveAsync(user)), StringComparison.Ordinal);
    }

    [PostfixFact]
    public async Task Send_AskingForANotification_GetsOneThatNamesTheEnvelope()
    {
        var (sender, user) = (PostfixFixture.NewUser(), PostfixFixture.NewUser());
        await using var client = await postfix.ConnectAsync();
        var envelope = new SmtpEnvelope
        {
            Sender = PostfixFixture.Address(sender),
            Id = "order+66=x",
            Return = SmtpReturn.Headers,
            Recipients = [new(PostfixFixture.Address(user)) { Notify = SmtpNotify.Success }],
        };

        Assert.True((await client.SendAsync(envelope, Mails.Message())).IsSentToAll);

        var notification = Encoding.ASCII.GetString(await postfix.Server.ReceiveAsync(sender));
        Assert.Contains("Original-Envelope-Id: order+66=x\n", notification, StringComparison.Ordinal);
        Assert.Contains($"Original-Recipient: rfc822;{PostfixFixture.Address(user)}\n", notification, StringComparison.Ordinal);
        Assert.Contains("Action: delivered\n", notification, StringComparison.Ordinal);
    }

    private static string Body(byte[] message)
    {
        var text = Encoding.Latin1.GetString(message);
        return text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
    }
}
