using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;

namespace EmailAgent.Delivery.Tests.Smtp;

/// <summary>
/// The connection is cut after every single byte that goes either way. Whatever the client believes then must not contradict
/// what the server knows: it took the message, or it did not.
/// </summary>
public sealed class CutByteTests
{
    private const string Greeting = "220 test\r\n250-test\r\n250 PIPELINING\r\n";
    private const string Replies = "250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 taken\r\n";
    private const string Commands = "EHLO [127.0.0.1]\r\nMAIL FROM:<from@example.org>\r\nRCPT TO:<to@example.org>\r\nDATA\r\n" + Mails.Text + ".\r\n";

    [Fact]
    public async Task Send_CutAfterEachByteOfTheReplies_NeverContradictsTheServer()
    {
        for (var bytes = Greeting.Length; bytes <= Greeting.Length + Replies.Length; bytes++)
        {
            var (outcome, taken) = await SendAsync(c => c.SendBudget = bytes);

            var whole = bytes == Greeting.Length + Replies.Length;
            Assert.Equal((bytes, whole ? SmtpOutcome.Sent : taken ? SmtpOutcome.Unknown : SmtpOutcome.NotSent), (bytes, outcome));
        }
    }

    [Fact]
    public async Task Send_CutAfterEachByteOfTheCommands_NeverContradictsTheServer()
    {
        var outcomes = new HashSet<SmtpOutcome>();
        for (var bytes = Commands.IndexOf("MAIL", StringComparison.Ordinal); bytes <= Commands.Length; bytes++)
        {
            var (outcome, taken) = await SendAsync(c => c.ReceiveBudget = bytes);

            Assert.Equal((bytes, bytes == Commands.Length), (bytes, taken));
            // Bytes that were written and never read leave a doubt; the client must not resolve it the wrong way.
            Assert.True(taken ? outcome == SmtpOutcome.Sent : outcome != SmtpOutcome.Sent, $"{outcome} after {bytes} bytes");
            outcomes.Add(outcome);
        }

        Assert.Equal(3, outcomes.Count);
    }

    private static async Task<(SmtpOutcome Outcome, bool Taken)> SendAsync(Action<ScriptedSmtpConnection> cut)
    {
        var taken = false;
        SmtpOutcome outcome;
        await using (var server = ScriptedSmtpServer.Start(async c =>
        {
            cut(c);
            await c.SendAsync("220 test\r\n");
            await c.AnswerAsync("EHLO", "250-test\r\n250 PIPELINING");
            await c.AcceptToDataAsync();
            await c.ReceiveDataAsync();
            taken = true;
            await c.SendAsync("250 2.0.0 taken\r\n");
        }))
        {
            await using var client = await server.ConnectAsync();
            outcome = (await client.SendAsync(Mails.Envelope(), Mails.Message())).Outcome;
        }

        return (outcome, taken);
    }
}
