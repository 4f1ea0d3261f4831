using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>
/// Time from a message's acceptance by the mail server to the WebSocket frame that reports it, compared with the notification of a
/// bare IDLE connection.
/// </summary>
internal static class LatencyBench
{
    private const string User = "live";

    /// <summary>Time after which the server hibernates an idle connection, which is one second, plus a margin.</summary>
    private static readonly TimeSpan UntilHibernated = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync(int deliveries)
    {
        foreach (var hibernate in Toy.IsOn ? [false] : new[] { false, true })
        {
            await using var dovecot = await DovecotServer.StartAsync(new DovecotOptions { Hibernate = hibernate });
            await using var product = await Product.StartAsync();
            await dovecot.DeliverAsync(User, DovecotSeries.Message("first"));
            var account = await Account.RegisterAsync(product.Client);
            await account.ConnectAsync(dovecot, User);
            await account.SyncedAsync();
            await MeasureAsync(dovecot, product, account, deliveries, hibernate ? "hibernated IDLE" : "plain IDLE", hibernate ? UntilHibernated : TimeSpan.Zero);
        }
    }

    private static async Task MeasureAsync(DovecotServer dovecot, Product product, Account account, int deliveries, string title, TimeSpan pause)
    {
        using var idle = await BareIdle.OpenAsync(dovecot.ImapPort);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + account.AccessToken);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{product.Client.BaseAddress!.Port}/api/v1/ws"), CancellationToken.None);
        var received = new List<double>();
        var noticed = new List<double>();
        for (var i = 0; i < deliveries; i++)
        {
            await Task.Delay(pause);
            var exists = idle.NextExistsAsync();
            var frame = NextReceivedAsync(socket);
            await dovecot.DeliverAsync(User, DovecotSeries.Message($"live{i}"));
            var accepted = Stopwatch.GetTimestamp();
            noticed.Add(Stopwatch.GetElapsedTime(accepted, await exists).TotalMilliseconds);
            received.Add(Stopwatch.GetElapsedTime(accepted, await frame).TotalMilliseconds);
        }

        Console.WriteLine($"{title}, {deliveries} deliveries, milliseconds after LMTP accepted: p50 / p95 / p99");
        Print("server notifies a bare IDLE connection", noticed);
        Print("WebSocket event", received);
        Print("the product's part (difference)", received.Zip(noticed, (ours, theirs) => ours - theirs));
    }

    private static void Print(string what, IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        Console.WriteLine($"  {what,-38} {At(0.50),7:N1} {At(0.95),7:N1} {At(0.99),7:N1}");
        double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    private static async Task<long> NextReceivedAsync(ClientWebSocket socket)
    {
        var buffer = new byte[16_384];
        while (true)
        {
            var frame = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (Encoding.UTF8.GetString(buffer, 0, frame.Count).Contains("email.received", StringComparison.Ordinal))
            {
                return Stopwatch.GetTimestamp();
            }
        }
    }

    /// <summary>An IMAP connection in IDLE that does nothing but note when the server speaks.</summary>
    private sealed class BareIdle(TcpClient tcp) : IDisposable
    {
        private readonly StreamReader _reader = new(tcp.GetStream(), Encoding.ASCII);

        public static async Task<BareIdle> OpenAsync(int port)
        {
            var idle = new BareIdle(new TcpClient(DovecotServer.Host, port));
            await idle.SendAsync($"a LOGIN {User} {DovecotServer.DefaultPassword}", "a OK");
            await idle.SendAsync("b SELECT INBOX", "b OK");
            await idle.SendAsync("c IDLE", "+");
            return idle;
        }

        public async Task<long> NextExistsAsync()
        {
            while (await _reader.ReadLineAsync() is { } line)
            {
                if (line.EndsWith(" EXISTS", StringComparison.Ordinal))
                {
                    return Stopwatch.GetTimestamp();
                }
            }

            throw new IOException("The server closed the connection.");
        }

        public void Dispose()
        {
            _reader.Dispose();
            tcp.Dispose();
        }

        private async Task SendAsync(string command, string until)
        {
            await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            while (await _reader.ReadLineAsync() is { } line && !line.StartsWith(until, StringComparison.Ordinal))
            {
            }
        }
    }
}
