using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EmailAgent.Mail.Tests.Imap.Scripted;

/// <summary>The server's end of a scripted connection. Text is Latin-1, so each character is one byte.</summary>
internal sealed class ScriptedConnection(Socket socket) : IDisposable
{
    public const string Capabilities = "IMAP4rev1 IDLE ENABLE UIDPLUS";

    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    /// <summary>The tag of the command received last.</summary>
    public string Tag { get; private set; } = "";

    public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    public Task GreetAsync(string capabilities = Capabilities) => SendAsync($"* OK [CAPABILITY {capabilities}] ready\r\n");

    /// <summary>A greeting, a login and the selection of a mailbox with ten messages.</summary>
    public async Task SelectedAsync(string capabilities = Capabilities)
    {
        await GreetAsync(capabilities);
        await LoggedInAsync(capabilities);
        await AnswerAsync("SELECT \"INBOX\"", "* 10 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 11] ok\r\n", "OK [READ-WRITE] done");
    }

    public Task LoggedInAsync(string capabilities = Capabilities)
        => AnswerAsync("LOGIN \"user\" \"pw\"", "", $"OK [CAPABILITY {capabilities}] in");

    /// <summary>The next command without its tag, which must begin as <paramref name="command"/> does.</summary>
    public async Task<string> ExpectAsync(string command)
    {
        var line = await ReceiveLineAsync();
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        Assert.True(space > 0, $"A command was expected, not '{line}'.");
        Tag = line[..space];
        Assert.StartsWith(command, line[(space + 1)..], StringComparison.Ordinal);
        return line[(space + 1)..];
    }

    public async Task AnswerAsync(string command, string untagged, string end = "OK done")
    {
        await ExpectAsync(command);
        await SendAsync($"{untagged}{Tag} {end}\r\n");
    }

    public async Task<string> ReceiveLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await _stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        throw new IOException("The client hung up.");
    }

    public async Task<string> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    /// <summary>Waits until the client hangs up, reading whatever it says.</summary>
    public async Task UntilClosedAsync()
    {
        while (true)
        {
            await ReceiveLineAsync();
        }
    }

    /// <summary>The client says nothing now: what it might have to say waits for an answer.</summary>
    public async Task AssertSilentAsync()
    {
        // Long enough for a client on loopback to say what it has to say.
        for (var i = 0; i < 20; i++)
        {
            Assert.False(socket.Available > 0, "The client should wait.");
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    public async Task SecureAsync(X509Certificate2 certificate)
    {
        var secured = new SslStream(_stream);
        await secured.AuthenticateAsServerAsync(certificate);
        _stream = secured;
    }

    public void Dispose() => _stream.Dispose();
}
