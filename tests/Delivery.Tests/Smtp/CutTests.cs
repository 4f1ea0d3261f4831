using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;

namespace EmailAgent.Delivery.Tests.Smtp;

/// <summary>
/// The promise of at most one: wherever the connection is cut, the outcome says the truth. Each row plays a whole session up
/// to a step of it and cuts there: by closing, by 421, by what is no reply.
/// </summary>
public sealed class CutTests
{
    private const int InMessage = 4;
    private const int EndOfMessage = 7;

    private static readonly string[] Ways = ["close", "421", "garbage"];

    private static readonly (string Expected, string Reply)[] Data =
        [("MAIL", "250 ok"), ("RCPT", "250 ok"), ("RCPT", "250 ok"), ("DATA", "354 go"), ("Subject", ""), ("", ""), ("body", ""), (".", "250 taken"), ("QUIT", "221 bye")];

    public static TheoryData<bool, int, string> Cuts()
    {
        var cuts = new TheoryData<bool, int, string>();
        foreach (var pipelined in new[] { false, true })
        {
            for (var step = 0; step < Data.Length; step++)
            {
                foreach (var way in Ways)
                {
                    cuts.Add(pipelined, step, way);
                }
            }
        }

        return cuts;
    }

    /// <summary>The line of a step has been received, and the connection ends instead of its reply.</summary>
    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Send_CutAfterAStep_TellsTheOutcomeThatIsTrue(bool pipelined, int cut, string way)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync(pipelined ? ["PIPELINING"] : []);
            for (var step = 0; step < cut; step++)
            {
                await c.ExpectAsync(Data[step].Expected);
                await c.SendAsync(Data[step].Reply.Length > 0 ? Data[step].Reply + "\r\n" : "");
            }

            await c.ExpectAsync(Data[cut].Expected);
            await c.SendAsync(way switch { "421" => "421 4.3.2 shutting down\r\n", "garbage" => "\r\n", _ => "" });
        });
        await using var client = await server.ConnectAsync();

        // Cut in the middle of a message means that its end was not on its way yet.
        var message = cut is >= InMessage and < EndOfMessage ? Mails.Endless() : Mails.Message();
        var result = await client.SendAsync(Mails.Envelope("a@example.org", "b@example.org"), message);
        await client.QuitAsync();

        var expected = cut > EndOfMessage ? SmtpOutcome.Sent : cut == EndOfMessage && way != "421" ? SmtpOutcome.Unknown : SmtpOutcome.NotSent;
        Assert.Equal(expected, result.Outcome);
        Assert.All(result.Recipients, r => Assert.Equal(expected, r.Outcome));
        Assert.Equal(cut > EndOfMessage, result.Failure is null);
        Assert.False(client.IsConnected);
    }

    /// <summary>The same with a cancelled token instead of a cut.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(EndOfMessage)]
    public async Task Send_CancelledAtAStep_ThrowsOrTellsThatItIsUnknown(int cut)
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            for (var step = 0; step < cut; step++)
            {
                await c.ExpectAsync(Data[step].Expected);
                await c.SendAsync(Data[step].Reply.Length > 0 ? Data[step].Reply + "\r\n" : "");
            }

            await c.ExpectAsync(Data[cut].Expected);
            await cancellation.CancelAsync();
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();
        var sending = client.SendAsync(Mails.Envelope("a@example.org", "b@example.org"), Mails.Message(), cancellation.Token);

        if (cut < EndOfMessage)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }
        else
        {
            Assert.Equal(SmtpOutcome.Unknown, (await sending).Outcome);
        }

        Assert.False(client.IsConnected);
        await Assert.ThrowsAsync<SmtpConnectionException>(() => client.NoopAsync());
    }
}
