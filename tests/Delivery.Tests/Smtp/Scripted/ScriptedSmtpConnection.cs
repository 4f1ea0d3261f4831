using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EmailAgent.Delivery.Tests.Smtp.Scripted;

/// <summary>The server's end of a scripted connection. Text is Latin-1, so each character is one byte.</summary>
internal sealed class ScriptedSmtpConnection(Socket socket) : IDisposable
{
    private readonly StringBuilder _heard = new();
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    /// <summary>Everything the client has said.</summary>
    public string Heard => _heard.ToString();

    /// <summary>How many bytes can still be sent before the connection is cut.</summary>
    public int SendBudget { get; set; } = int.MaxValue;

    /// <summary>How many bytes can still be received before the connection is cut.</summary>
    public int ReceiveBudget { get; set; } = int.MaxValue;

    public async Task SendAsync(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        await _stream.WriteAsync(bytes.AsMemory(0, Math.Min(bytes.Length, SendBudget)));
        SendBudget -= bytes.Length;
        if (SendBudget < 0)
        {
            throw new IOException("Cut while sending.");
        }
    }

    /// <summary>A greeting and an answer to EHLO with these extensions.</summary>
    public async Task GreetAsync(params string[] extensions)
    {
        await SendAsync("220 test ready\r\n");
        await AnswerEhloAsync(extensions);
    }

    public async Task AnswerEhloAsync(params string[] extensions)
    {
        await ExpectAsync("EHLO ");
        string[] lines = ["test", .. extensions];
        await SendAsync(string.Concat(lines.Select((line, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{line}\r\n")));
    }

    /// <summary>The next line, which must begin as <paramref name="command"/> does.</summary>
    public async Task<string> ExpectAsync(string command)
    {
        var line = await ReceiveLineAsync();
        Assert.StartsWith(command, line, StringComparison.Ordinal);
        return line;
    }

    public async Task AnswerAsync(string command, string reply)
    {
        await ExpectAsync(command);
        await SendAsync(reply + "\r\n");
    }

    /// <summary>MAIL, one RCPT and DATA, all accepted.</summary>
    public async Task AcceptToDataAsync()
    {
        await AnswerAsync("MAIL FROM:", "250 ok");
        await AnswerAsync("RCPT TO:", "250 ok");
        await AnswerAsync("DATA", "354 go");
    }

    /// <summary>The message as it stands on the wire, up to and without the line that ends it.</summary>
    public async Task<string> ReceiveDataAsync()
    {
        var data = new StringBuilder();
        while (await ReceiveLineAsync() is var line && line != ".")
        {
            data.Append(line).Append("\r\n");
        }

        return data.ToString();
    }

    /// <summary>A line; fails where CR or LF stands alone.</summary>
    public async Task<string> ReceiveLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (ReceiveBudget-- > 0 && await _stream.ReadAsync(one) == 1)
        {
            _heard.Append((char)one[0]);
            line.Append((char)one[0]);
            if (one[0] == '\n')
            {
                Assert.EndsWith("\r\n", line.ToString(), StringComparison.Ordinal);
                line.Length -= 2;
                Assert.DoesNotContain('\r', line.ToString());
                return line.ToString();
            }
        }

        throw new IOException("The client hung up.");
    }

    public async Task<string> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes);
        _heard.Append(Encoding.Latin1.GetString(bytes));
        return Encoding.Latin1.GetString(bytes);
    }

    /// <summary>Waits until the client hangs up, reading whatever it says.</summary>
    public async Task UntilClosedAsync()
    {
        while (true)
        {
            await ReceiveAsync(1);
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
