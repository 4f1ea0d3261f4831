using System.Net;
using System.Net.Sockets;
using EmailAgent.Delivery.Smtp;

namespace EmailAgent.Delivery.Tests.Smtp.Scripted;

/// <summary>A server on loopback that takes one connection and plays a script. What the script asserts fails the test on dispose.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _script;

    private ScriptedSmtpServer(Func<ScriptedSmtpConnection, Task> script)
    {
        _listener.Start();
        _script = RunAsync(script);
    }

    public static ScriptedSmtpServer Start(Func<ScriptedSmtpConnection, Task> script) => new(script);

    public SmtpEndpoint Endpoint(SmtpSecurity security = SmtpSecurity.None, string host = "127.0.0.1")
        => new(host, ((IPEndPoint)_listener.LocalEndpoint).Port, security);

    public Task<SubmissionClient> ConnectAsync(SubmissionOptions? options = null) => SubmissionClient.ConnectAsync(Endpoint(), options);

    public async ValueTask DisposeAsync()
    {
        await _script.WaitAsync(TimeSpan.FromSeconds(60));
        _listener.Dispose();
    }

    private async Task RunAsync(Func<ScriptedSmtpConnection, Task> script)
    {
        using var connection = new ScriptedSmtpConnection(await _listener.AcceptSocketAsync());
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
