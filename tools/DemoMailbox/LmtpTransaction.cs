using System.Net;
using System.Net.Sockets;

namespace EmailAgent.DemoMailbox;

/// <summary>The delivery of one message over LMTP (RFC 2033).</summary>
internal sealed class LmtpTransaction : IAsyncDisposable
{
    private readonly TcpClient _tcp;
    private readonly LineStream _server;

    private LmtpTransaction(TcpClient tcp)
    {
        _tcp = tcp;
        _server = new LineStream(tcp.GetStream());
    }

    /// <summary>Gets the number of recipients that the server has accepted.</summary>
    public int Recipients { get; private set; }

    public static async Task<LmtpTransaction> BeginAsync(int port)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(IPAddress.Loopback, port);
        var transaction = new LmtpTransaction(tcp);
        await transaction.ReadAsync();
        await transaction.SendAsync("LHLO demo.example.org");
        return transaction;
    }

    /// <summary>Sends a command and returns the last line of the reply.</summary>
    public async Task<string> SendAsync(string command)
    {
        await WriteAsync(command);
        return await ReadAsync();
    }

    public async Task<string> AddRecipientAsync(string command)
    {
        var answer = await SendAsync(command);
        if (answer.StartsWith('2'))
            Recipients++;
        return answer;
    }

    /// <summary>Sends a line of the message.</summary>
    public Task WriteAsync(string line) => _server.WriteAsync(line);

    /// <summary>Reads the results after the message, one for each recipient, and returns the worst one.</summary>
    public async Task<string> EndAsync()
    {
        var worst = "";
        for (var n = 0; n < Recipients; n++)
        {
            var answer = await ReadAsync();
            if (string.CompareOrdinal(answer, 0, worst, 0, 1) > 0)
                worst = answer;
        }

        return worst;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task<string> ReadAsync()
    {
        string line;
        do
        {
            line = await _server.ReadAsync() ?? throw new IOException("The mail server has ended the connection.");
        }
        while (line.Length > 3 && line[3] == '-');
        return line;
    }
}
