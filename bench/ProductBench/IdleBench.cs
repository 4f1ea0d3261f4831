using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>
/// Cost of mailboxes that are connected, in sync and unchanged, and the delay of changes in a folder other than the inbox; with a
/// server that has NOTIFY and with one that does not.
/// </summary>
internal static class IdleBench
{
    private const int Deliveries = 10;

    // Until then every mailbox has been polled once, and the runtime still compiles what that made it notice.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(75);

    /// <param name="mailboxes">How many there are, besides one.</param>
    /// <param name="seconds">How long they are watched.</param>
    public static async Task RunAsync(int mailboxes, int seconds)
    {
        await RunAsync("NOTIFY", new DovecotOptions { MaxConnections = mailboxes * 2 }, mailboxes, TimeSpan.FromSeconds(seconds));
        if (Toy.IsOn)
        {
            return; // Without NOTIFY, news of other folders waits for a poll.
        }

        await RunAsync("no NOTIFY", new DovecotOptions { MaxConnections = mailboxes * 2, HiddenCapabilities = ["NOTIFY"] }, mailboxes, TimeSpan.FromSeconds(seconds));
    }

    private static async Task RunAsync(string title, DovecotOptions options, int mailboxes, TimeSpan watch)
    {
        await using var dovecot = await DovecotServer.StartAsync(options);
        await using var product = await Product.StartAsync(
            ("Mailboxes__QuietAfter", "00:00:30"),
            ("Accounts__Limits__Mailboxes", $"{mailboxes + 1}"),
            ("Discovery__Lookups", "false"),
            ("RateLimits__Lookup__PerUser", "100000"),
            ("RateLimits__Write__PerUser", "100000"));
        var account = await Account.RegisterAsync(product.Client);

        // The first mailbox pays for everything that is loaded once.
        await dovecot.DeliverAsync("idle0", DovecotSeries.Message("warm"));
        await account.ConnectAsync(dovecot, "idle0");
        await CompleteAsync(account);
        var start = await SettledAsync(product);
        await Task.Delay(watch);
        var before = product.Usage();

        var connections = new List<(string User, string Id)>();
        for (var i = 1; i <= mailboxes; i++)
        {
            connections.Add(($"idle{i}", await account.ConnectAsync(dovecot, $"idle{i}")));
        }

        await CompleteAsync(account);
        var after = await SettledAsync(product);
        await Task.Delay(watch);
        var later = product.Usage();
        Console.WriteLine($"{title}, {mailboxes:N0} idle mailboxes: {(after.Memory - before.Memory) / 1e3 / mailboxes:N1} kB each ({before.Memory / 1e6:N0} MB before, {after.Memory / 1e6:N0} MB with them, {later.Memory / 1e6:N0} MB at the end)");
        Console.WriteLine($"  processor over {watch.TotalSeconds:N0} s: {(later.Processor - after.Processor).TotalSeconds:N2} s = {(later.Processor - after.Processor) / watch:P2} of one core; of the process with one mailbox {(before.Processor - start.Processor) / watch:P2}");
        var delays = await DelaysAsync(dovecot, product, account, connections);
        Console.WriteLine($"  {delays.Count} messages put into the folder Archive, seconds until the WebSocket event: p50 {delays[delays.Count / 2]:N2}, longest {delays[^1]:N2}");
    }

    /// <summary>Waits until every mailbox has been in sync once. The question is put seldom, since it costs more than the mailboxes do.</summary>
    private static async Task CompleteAsync(Account account)
    {
        while (!(await account.GetAsync<SyncListAnswer>("/sync/status")).Items.All(status => status.CompleteAsOf is not null))
        {
            await Task.Delay(Toy.Wait(TimeSpan.FromSeconds(2)));
        }
    }

    /// <summary>Puts one message into a folder of each of some mailboxes, a second apart.</summary>
    /// <returns>Seconds until each event, sorted.</returns>
    private static async Task<List<double>> DelaysAsync(DovecotServer dovecot, Product product, Account account, List<(string User, string Id)> connections)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + account.AccessToken);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{product.Client.BaseAddress!.Port}/api/v1/ws"), CancellationToken.None);
        var chosen = connections.Chunk(Math.Max(1, connections.Count / Deliveries)).Select(chunk => chunk[0]).Take(Deliveries).ToList();
        var arrivals = ArrivalsAsync(socket, [.. chosen.Select(connection => connection.Id)]);
        var saved = new Dictionary<string, long>();
        foreach (var (user, id) in chosen)
        {
            await dovecot.DoveadmAsync(["save", "-u", user, "-m", "Archive"], DovecotSeries.Message("filed" + user));
            saved.Add(id, Stopwatch.GetTimestamp());
            await Task.Delay(Toy.Wait(TimeSpan.FromSeconds(1)));
        }

        return [.. (await arrivals).Select(arrival => Stopwatch.GetElapsedTime(saved[arrival.Key], arrival.Value).TotalSeconds).Order()];
    }

    private static async Task<Dictionary<string, long>> ArrivalsAsync(ClientWebSocket socket, HashSet<string> awaited)
    {
        var arrivals = new Dictionary<string, long>();
        var buffer = new byte[16_384];
        while (awaited.Count > 0)
        {
            var frame = await socket.ReceiveAsync(buffer, CancellationToken.None);
            var text = Encoding.UTF8.GetString(buffer, 0, frame.Count);
            if (text.Contains("email.received", StringComparison.Ordinal) && awaited.FirstOrDefault(id => text.Contains(id, StringComparison.Ordinal)) is { } id)
            {
                arrivals[id] = Stopwatch.GetTimestamp();
                awaited.Remove(id);
            }
        }

        return arrivals;
    }

    /// <summary>Returns the memory after the process has had time to return what it does not need.</summary>
    private static async Task<(long Memory, TimeSpan Processor)> SettledAsync(Product product)
    {
        await Task.Delay(Toy.Wait(SettleTime));
        return product.Usage();
    }
}
