using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Delivery.Tests.Smtp.Hostile;

/// <summary>Servers that are silent, or drip bytes so as not to be.</summary>
public sealed class DeadlineTests
{
    private readonly ManualTimeProvider _clock = new();

    private SubmissionOptions Options => new() { TimeProvider = _clock };

    [Fact]
    public async Task Connect_ToASilentServer_FailsWhenTheTimeIsUp()
    {
        await using var server = ScriptedSmtpServer.Start(c => c.UntilClosedAsync());

        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(() => _clock.AdvanceUntilEndAsync(server.ConnectAsync(Options), TimeSpan.FromSeconds(60)));

        Assert.Equal(SmtpStage.Timeout, failure.Stage);
    }

    [Fact]
    public async Task Command_AnsweredBySilence_FailsAfterItsTime()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync(Options);

        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(() => _clock.AdvanceUntilEndAsync(client.NoopAsync(), TimeSpan.FromMinutes(5)));

        Assert.Equal(SmtpStage.Timeout, failure.Stage);
    }

    [Fact]
    public async Task Message_AnsweredBySilence_IsUnknownAfterItsTimeAndNotBefore()
    {
        var over = new TaskCompletionSource();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AcceptToDataAsync();
            await c.ReceiveDataAsync();
            over.SetResult();
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync(Options);
        var sending = client.SendAsync(Mails.Envelope(), Mails.Message());
        await over.Task;
        await Eventually.True(() => _clock.NextTimer == TimeSpan.FromMinutes(10));

        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.False(sending.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var result = await sending;
        Assert.Equal(SmtpOutcome.Unknown, result.Outcome);
        Assert.Equal(SmtpStage.Timeout, Assert.IsType<SmtpConnectionException>(result.Failure).Stage);
    }

    [Fact]
    public async Task Reply_DrippedByteByByte_FailsAfterTheTimeOfOneReply()
    {
        var over = false;
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("NOOP");
            await c.SendAsync("250 ");
            while (!over)
            {
                await Eventually.True(() => over || _clock.ArmedTimers > 0);
                _clock.Advance(TimeSpan.FromSeconds(30));
                await c.SendAsync("x");
            }
        });
        await using var client = await server.ConnectAsync(Options);

        var failure = await Assert.ThrowsAsync<SmtpConnectionException>(() => client.NoopAsync());
        over = true;

        Assert.Equal(SmtpStage.Timeout, failure.Stage);
    }

    [Fact]
    public async Task Message_ThatNobodyReads_FailsAfterTheTimeOfABlockAndIsNotSent()
    {
        var over = new TaskCompletionSource();
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AcceptToDataAsync();
            await over.Task;
        });
        await using var client = await server.ConnectAsync(Options with { CommandTimeout = TimeSpan.FromHours(1) });

        var sending = client.SendAsync(Mails.Envelope(), Mails.Endless());
        await _clock.AdvanceUntilEndAsync(sending, TimeSpan.FromMinutes(3));
        over.SetResult();

        Assert.Equal(SmtpOutcome.NotSent, (await sending).Outcome);
    }

    [Fact]
    public async Task Quit_AnsweredBySilence_EndsSoon()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync(Options);

        await _clock.AdvanceUntilEndAsync(client.QuitAsync(), TimeSpan.FromSeconds(5));

        Assert.False(client.IsConnected);
    }
}
