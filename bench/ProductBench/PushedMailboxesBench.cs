using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>
/// Pushes at a steady rate for mailboxes that are connected and in sync, one new message in each: how many calls the pushes cost, how long
/// the one that waits longest waits for its look, and how soon the event is on its user's WebSocket.
/// </summary>
internal static class PushedMailboxesBench
{
    private const int MailboxesPerUser = 10;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(int pushes, int mailboxes)
    {
        await using var fleet = await GmailFleet.StartAsync(mailboxes);
        await using var database = await TestDatabase.CreateAsync();
        var settings = GoogleSignIn.Settings(fleet.Emulate, fleet.Proxy.Address);
        settings["Gmail__Push__SharedToken"] = Pushes.Token;
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, settings);
        Console.WriteLine($"Connecting {mailboxes} mailboxes ...");
        var users = new List<FleetUser>();
        foreach (var some in Enumerable.Range(0, mailboxes).Chunk(MailboxesPerUser)) users.Add(await GmailFleet.ConnectAsync(product.Client.BaseAddress!, some));
        foreach (var user in users) await user.Account.SyncedAsync(Limit);

        using var stop = new CancellationTokenSource();
        var events = new ConcurrentDictionary<Guid, long>();
        var listening = users.Select(user => ListenAsync(product, user, events, stop.Token)).ToList();
        var stored = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var callsBefore = HistoryCalls(fleet);
        var sent = await Pushes.SendAllAsync(pushes, number => PushAsync(fleet, product.Client, number, pushes, mailboxes, stored));
        await Eventually.True(async () => await OpenAsync(database) == 0 && events.Count == stored.Count, Limit);
        await stop.CancelAsync();
        await Task.WhenAll(listening);

        Console.WriteLine($"{pushes} pushes for {mailboxes} mailboxes in {Pushes.Duration.TotalSeconds:N0} s; calls of history.list: {HistoryCalls(fleet) - callsBefore}");
        Pushes.Print(sent);
        Console.WriteLine("  written down until its look was committed, in milliseconds: " + await WaitsAsync(database));
        var latencies = await LatenciesAsync(database, events, stored);
        Console.WriteLine($"  confirmed until its event was on the WebSocket, in milliseconds: p50 {Pushes.At(latencies, 0.50):N0}, p99 {Pushes.At(latencies, 0.99):N0}, longest {latencies[^1]:N0} ({latencies.Count} messages)");
        foreach (var user in users) user.Dispose();
    }

    /// <summary>Delivers each mailbox's message before one of its pushes, spread over the whole time.</summary>
    private static async Task<double> PushAsync(GmailFleet fleet, HttpClient product, int number, int pushes, int mailboxes, ConcurrentDictionary<string, long> stored)
    {
        var mailbox = number % mailboxes;
        var brings = number / mailboxes == mailbox % Math.Max(1, pushes / mailboxes);
        if (brings) await fleet.ImportAsync(mailbox, GmailMailbox.Message("news", TimeProvider.System.GetUtcNow().AddSeconds(1)));
        var took = await Pushes.SendAsync(product, GmailFleet.Email(mailbox), number);
        if (brings) stored[GmailFleet.Email(mailbox)] = Stopwatch.GetTimestamp();
        return took;
    }

    private static async Task ListenAsync(ApiProcess product, FleetUser user, ConcurrentDictionary<Guid, long> events, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + user.Account.AccessToken);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{product.Port}/api/v1/ws"), stop);
        var buffer = new byte[16_384];
        try
        {
            while (true)
            {
                var frame = await socket.ReceiveAsync(buffer, stop);
                using var json = JsonDocument.Parse(buffer.AsMemory(0, frame.Count));
                if (json.RootElement.GetProperty("type").GetString() == "email.received")
                {
                    events.TryAdd(Guid.Parse(json.RootElement.GetProperty("data").GetProperty("connection_id").GetString()!), Stopwatch.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // All notifications have arrived.
        }
    }

    private static int HistoryCalls(GmailFleet fleet) => fleet.Proxy.Requests.Count(request => request.Contains("/history?", StringComparison.Ordinal));

    private static async Task<long> OpenAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT count(*) FROM push_notifications WHERE status <> 'completed'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> WaitsAsync(TestDatabase database)
    {
        const string Sql = """
            SELECT format('p50 %s, p99 %s, longest %s', percentile_disc(0.5) WITHIN GROUP (ORDER BY w), percentile_disc(0.99) WITHIN GROUP (ORDER BY w), max(w))
            FROM (SELECT round(extract(epoch FROM finished_at - received_at) * 1000) AS w FROM push_notifications) waits
            """;
        await using var command = database.DataSource.CreateCommand(Sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <returns>Sorted; nothing for an event that an earlier push brought.</returns>
    private static async Task<List<double>> LatenciesAsync(TestDatabase database, ConcurrentDictionary<Guid, long> events, ConcurrentDictionary<string, long> stored)
    {
        await using var command = database.DataSource.CreateCommand("SELECT id, email FROM connections");
        await using var reader = await command.ExecuteReaderAsync();
        var latencies = new List<double>();
        while (await reader.ReadAsync())
        {
            var elapsed = Stopwatch.GetElapsedTime(stored[reader.GetString(1)], events[reader.GetGuid(0)]).TotalMilliseconds;
            if (elapsed >= 0) latencies.Add(elapsed);
        }

        latencies.Sort();
        return latencies;
    }
}
