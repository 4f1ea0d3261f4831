using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Testing;

/// <summary>A submission server on loopback that accepts everything but what a test has it answer otherwise; any number of connections, one after another.</summary>
public sealed class AnsweringSmtpServer : IAsyncDisposable
{
    /// <summary>An answer: the connection is cut instead of one.</summary>
    public const string Cut = "cut";

    /// <summary>An answer: none comes, and the connection stays.</summary>
    public const string Silence = "silence";

    /// <summary>The places where an answer can differ: the greeting, the commands, and the end of the message.</summary>
    public const string Greeting = "greeting", Ehlo = "EHLO", Auth = "AUTH", Mail = "MAIL", Rcpt = "RCPT", Data = "DATA", End = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private volatile Dictionary<string, string> _answers = [];
    private int _connections;
    private int _messages;

    private AnsweringSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Messages that were accepted.</summary>
    public int Messages => Volatile.Read(ref _messages);

    public static AnsweringSmtpServer Start() => new();

    /// <summary>Sets the answer at a place; all other places accept.</summary>
    public void Answer(string place, string reply) => _answers = new Dictionary<string, string> { [place] = reply };

    /// <summary>Accepts everything from now on.</summary>
    public void Accept() => _answers = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                await ConverseAsync(socket);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket);
            using var reader = new StreamReader(stream);
            var open = await ReplyAsync(stream, Greeting, "220 test ready");
            while (open && await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var place = line.Split(' ')[0].ToUpperInvariant();
                open = await ReplyAsync(stream, place, place switch
                {
                    Ehlo => "250-test\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN",
                    Auth => "235 2.7.0 welcome",
                    Data => "354 go",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                });
                if (open && place == Data && !_answers.ContainsKey(Data))
                    open = await ReceiveAsync(stream, reader);
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }

    private async Task<bool> ReceiveAsync(NetworkStream stream, StreamReader reader)
    {
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != End)
        {
            // the message
        }

        if (!_answers.ContainsKey(End))
            Interlocked.Increment(ref _messages);
        return await ReplyAsync(stream, End, "250 taken");
    }

    /// <returns>False if the conversation ends with it.</returns>
    private async Task<bool> ReplyAsync(NetworkStream stream, string place, string accepted)
    {
        var reply = _answers.GetValueOrDefault(place, accepted);
        if (reply == Cut)
            return false;
        if (reply != Silence)
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(reply + "\r\n"), _stop.Token);
        return true;
    }
}
