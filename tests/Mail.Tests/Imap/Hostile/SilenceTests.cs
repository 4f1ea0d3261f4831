using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class SilenceTests
{
    private readonly ManualTimeProvider _clock = new();

    private ImapClientOptions Options => new() { TimeProvider = _clock };

    [Fact]
    public async Task Connect_ToASilentServer_FailsWhenTheTimeIsUp()
    {
        await using var server = ScriptedServer.Start(c => c.UntilClosedAsync());
        var connecting = server.ConnectAsync(Options);

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => _clock.AdvanceUntilEndAsync(connecting, TimeSpan.FromSeconds(15)));

        Assert.Equal(ImapStage.Timeout, failure.Stage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {1000}\r\nhalf")]
    public async Task Fetch_AnsweredBySilence_FailsAfterTheReadTimeout(string sent)
    {
        var silent = new TaskCompletionSource();
        await using var server = HostileServer.AnsweringFetch(async c =>
        {
            await c.SendAsync(sent);
            silent.SetResult();
        });
        var fetching = HostileServer.FetchAllAsync(server, Options);
        await silent.Task;

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => _clock.AdvanceUntilEndAsync(fetching, TimeSpan.FromSeconds(60)));

        Assert.Equal(ImapStage.Timeout, failure.Stage);
    }

    [Fact]
    public async Task Done_AnsweredBySilence_FailsAfterTheReadTimeout()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("IDLE");
            await c.SendAsync("+ idling\r\n");
            await c.UntilClosedAsync();
        });
        await using var client = await HostileServer.SelectedAsync(server, Options);
        var idling = client.IdleAsync(TimeSpan.FromMinutes(5));

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => _clock.AdvanceUntilEndAsync(idling, TimeSpan.FromMinutes(5)));

        Assert.Equal(ImapStage.Timeout, failure.Stage);
    }

    [Fact]
    public async Task Idle_InSilence_LastsUntilTheMaximum()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.ExpectAsync("IDLE");
            await c.SendAsync("+ idling\r\n* OK Still here\r\n");
            Assert.Equal("DONE", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK done\r\n");
            await c.AnswerAsync("NOOP", "");
            await c.UntilClosedAsync();
        });

        // So long that only the wait of IDLE itself can run out.
        await using var client = await HostileServer.SelectedAsync(server, Options with { ReadTimeout = TimeSpan.FromHours(1) });
        var maximum = TimeSpan.FromMinutes(28);
        var idling = client.IdleAsync(maximum);
        await Eventually.True(() => _clock.NextTimer == maximum);

        _clock.Advance(maximum - TimeSpan.FromSeconds(1));
        Assert.False(idling.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ImapIdleResult.MaximumPassed, await idling);
        await client.NoopAsync();
    }
}
