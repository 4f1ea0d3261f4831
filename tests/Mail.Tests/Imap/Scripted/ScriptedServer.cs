using System.Net;
using System.Net.Sockets;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap.Scripted;

/// <summary>A server on loopback that takes one connection and plays a script. What the script asserts fails the test on dispose.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _script;

    private ScriptedServer(Func<ScriptedConnection, Task> script)
    {
        _listener.Start();
        _script = RunAsync(script);
    }

    public static ScriptedServer Start(Func<ScriptedConnection, Task> script) => new(script);

    public ImapEndpoint Endpoint(ImapSecurity security = ImapSecurity.None, string host = "127.0.0.1")
        => new(host, ((IPEndPoint)_listener.LocalEndpoint).Port, security);

    public Task<ImapClient> ConnectAsync(ImapClientOptions? options = null) => ImapClient.ConnectAsync(Endpoint(), options);

    public async ValueTask DisposeAsync()
    {
        await _script.WaitAsync(TimeSpan.FromSeconds(60));
        _listener.Dispose();
    }

    private async Task RunAsync(Func<ScriptedConnection, Task> script)
    {
        using var connection = new ScriptedConnection(await _listener.AcceptSocketAsync());
        try
        {
            await script(connection);
        }
        catch (IOException)
        {
            // The client hung up, which is what most scripts here provoke.
        }
    }
}
