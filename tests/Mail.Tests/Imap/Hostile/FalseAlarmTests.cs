using System.Net.Sockets;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
        using var session = await ConnectAsync(server);
        using var cancel = new CancellationTokenSource();
        var idling = Idler.RunAsync(session, TimeSpan.FromMinutes(28), cancel.Token);
        await Eventually.True(() => session.Connection.BytesRead == Greeting.Length + Idling.Length);

        await cancel.CancelAsync();

        Assert.Equal(ImapIdleResult.Cancelled, await idling.WaitAsync(Patience));
    }

    private static async Task<ImapSession> ConnectAsync(ScriptedServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Endpoint().Port);
        var options = new ImapClientOptions { TimeProvider = new ManualTimeProvider() };
        var session = new ImapSession(new ImapConnection(new FalseAlarmStream(client.GetStream()), options), options);
        await session.GreetAsync(CancellationToken.None);
        return session;
    }
}
