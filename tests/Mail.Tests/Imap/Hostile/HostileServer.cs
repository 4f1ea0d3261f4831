using System.Net.Sockets;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Session;
using EmailAgent.Mail.Tests.Imap.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

/// <summary>What the tests of hostile servers have in common.</summary>
internal static class HostileServer
{
    public static readonly ImapLimits SmallLimits = ImapLimits.Default with { ResponseText = 10_000, Literal = 20_000, ResponseLiterals = 30_000 };

    /// <summary>Plays a script to a client that has selected a mailbox and fetches from it.</summary>
    public static ScriptedServer AnsweringFetch(Func<ScriptedConnection, Task> script) => ScriptedServer.Start(async c =>
    {
        await c.SelectedAsync();
        await c.ExpectAsync("UID FETCH");
        await script(c);
        await c.UntilClosedAsync();
    });

    public static async Task<List<ImapFetch>> FetchAllAsync(ScriptedServer server, ImapClientOptions? options = null)
    {
        await using var client = await SelectedAsync(server, options ?? new ImapClientOptions { Limits = SmallLimits });
        var result = new List<ImapFetch>();
        var query = new ImapFetchQuery { Sections = [ImapBodySection.Whole] };
        await foreach (var fetch in client.UidFetchAsync(UidSet.All, query))
        {
            result.Add(fetch);
        }

        return result;
    }

    public static async Task<ImapClient> SelectedAsync(ScriptedServer server, ImapClientOptions? options = null)
    {
        var client = await server.ConnectAsync(options);
        await client.LoginAsync("user", "pw");
        await client.SelectAsync(ImapMailbox.Inbox, new ImapSelectOptions { Condstore = false });
        return client;
    }

    /// <summary>Connects the part of a client that holds the connection, with a clock that stands still, and reads the greeting.</summary>
    public static async Task<ImapSession> SessionAsync(ScriptedServer server, Func<Stream, Stream>? wrap = null)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Endpoint().Port);
        var options = new ImapClientOptions { TimeProvider = new ManualTimeProvider() };
        var session = new ImapSession(new ImapConnection(wrap?.Invoke(client.GetStream()) ?? client.GetStream(), options), options);
        await session.GreetAsync(CancellationToken.None);
        return session;
    }
}
