using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Session;
using EmailAgent.Mail.Tests.Imap.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

/// <summary>Sockets announce bytes now and then that were read long ago.</summary>
public sealed class FalseAlarmTests
{
    private const string Greeting = "* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n";
    private const string Idling = "+ idling\r\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Idle_WokenForNothing_CanBeCancelled()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SendAsync(Greeting);
            await c.ExpectAsync("IDLE");
            await c.SendAsync(Idling);
            Assert.Equal("DONE", await c.ReceiveLineAsync());
            await c.SendAsync($"{c.Tag} OK done\r\n");
        });
        using var session = await HostileServer.SessionAsync(server, stream => new FalseAlarmStream(stream));
        using var cancel = new CancellationTokenSource();
        var idling = Idler.RunAsync(session, TimeSpan.FromMinutes(28), cancel.Token);
        await Eventually.True(() => session.Connection.BytesRead == Greeting.Length + Idling.Length);

        await cancel.CancelAsync();

        Assert.Equal(ImapIdleResult.Cancelled, await idling.WaitAsync(Patience));
    }
}
