using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests.Cluster;

/// <summary>An API and three silos, of which a random one is killed and started again while mail comes in, is edited, read and listened to.</summary>
[Collection(TimedTests.Name)]
public sealed class KillSeriesTests(ITestOutputHelper output)
{
    private const int Mailboxes = 6;
    private const int Deliveries = 3;
    private const int DefaultRounds = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    [DovecotPostgresFact]
    public async Task Kills_OfOneSiloAfterTheOther_LoseNothingAndDelayRequestsByLittle()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("EMAILAGENT_KILL_ROUNDS") ?? $"{DefaultRounds}", CultureInfo.InvariantCulture);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine($"Seed {seed}, {rounds} rounds");
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string> { ["Mailboxes__PollInterval"] = "00:10:00", ["Mailboxes__FirstRetry"] = "00:00:00.2" };
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, settings, silos: 3);
        await Eventually.True(() => Silos.AreRunningAsync(database, 3, newerThan: 0), Limit);
        var account = await Account.RegisterAsync(product.Client);
        foreach (var user in Users)
            await account.ConnectAsync(dovecot, user);
        await account.SyncedAsync();
        using var live = await LiveEvents.OpenAsync(product, account);
        var messages = (rounds + 1) * Mailboxes * Deliveries;
        // All the time, since a socket whose client does not take its pings is given up.
        var listening = live.ReadUntilAsync(entry => entry.Type == "email.received" && --messages == 0, (rounds + 1) * Limit);

        var usual = await DeliverAndCountAsync(product, dovecot, account, round: 0, _ => Task.CompletedTask); // as busy as the machine is
        for (var round = 1; round <= rounds; round++)
        {
            var victim = product.Silos[random.Next(product.Silos.Count)];
            var slowest = await DeliverAndCountAsync(product, dovecot, account, round, async delivering =>
            {
                await Task.WhenAny(delivering, Task.Delay(random.Next(200)));
                await victim.KillAsync();
            });
            Assert.InRange(slowest, TimeSpan.Zero, WriteLimit + TimeSpan.FromSeconds(1) + (3 * usual));
            var newest = await Silos.NewestAsync(database);
            victim.Launch();
            // The killed one may still count as active.
            await Eventually.True(() => Silos.AreRunningAsync(database, 3, newest), Limit);
        }

        await AssertNothingIsLostAsync(account, (rounds + 1) * Mailboxes * Deliveries);
        var heard = await listening;
        Assert.Equal(Enumerable.Range(1, heard.Count).Select(seq => (long)seq), heard.Select(entry => entry.Seq));
    }

    private static IEnumerable<string> Users => Enumerable.Range(0, Mailboxes).Select(n => $"user{n}");

    /// <summary>Delivers the mail of a round, while requests are sent and something else is done, and waits until all of it has come in.</summary>
    /// <returns>The time that the slowest change took.</returns>
    private async Task<TimeSpan> DeliverAndCountAsync(ApiProcess product, DovecotServer dovecot, Account account, int round, Func<Task, Task> meanwhile)
    {
        var requests = new Requests(product.Client);
        var delivering = DeliverAsync(dovecot, $"{round}");
        await meanwhile(delivering);
        await delivering;
        await Eventually.True(async () => (await ReadReceivedAsync(account)).Count == (round + 1) * Mailboxes * Deliveries, Limit);
        var (report, slowest) = await requests.StopAsync();
        output.WriteLine($"Round {round}: {report}");
        return slowest;
    }

    private static async Task AssertNothingIsLostAsync(Account account, int messages)
    {
        var events = await account.ReadEventsAsync();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(entry => entry.Seq));
        var received = await ReadReceivedAsync(account);
        Assert.Equal(messages, received.Distinct().Count());
        Assert.Equal(received.Distinct(), received);
    }

    private static async Task DeliverAsync(DovecotServer dovecot, string when)
    {
        for (var n = 0; n < Deliveries; n++)
        {
            foreach (var user in Users)
                await dovecot.DeliverAsync(user, DovecotSeries.Message($"{when}-{user}-{n}"));
        }
    }

    private static async Task<IReadOnlyList<string>> ReadReceivedAsync(Account account) =>
        EventLogRules.Ids(await account.ReadEventsAsync(), "email.received");

    /// <summary>Readers and one editor that ask again as soon as they are answered. Reads always succeed; a change may be refused for now, but soon.</summary>
    private sealed class Requests
    {
        private readonly HttpClient _client;
        private readonly CancellationTokenSource _stop = new();
        private readonly ConcurrentBag<TimeSpan> _reads = [];
        private readonly ConcurrentBag<(TimeSpan Time, HttpStatusCode Status)> _changes = [];
        private readonly Task _running;

        public Requests(HttpClient client)
        {
            _client = client;
            _running = Task.WhenAll(ReadAsync("/emails?page_size=5"), ReadAsync("/events?limit=5"), ReadAsync("/connections"), ChangeAsync());
        }

        public async Task<(string Report, TimeSpan SlowestChange)> StopAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
            var slowest = _changes.Select(change => change.Time).DefaultIfEmpty().Max();
            var report = $"{_reads.Count} reads, slowest {_reads.Max().TotalSeconds:F1} s; {_changes.Count} changes, slowest {slowest.TotalSeconds:F1} s, "
                + $"{_changes.Count(change => change.Status == HttpStatusCode.ServiceUnavailable)} answered 503";
            return (report, slowest);
        }

        private async Task ReadAsync(string path)
        {
            while (!_stop.IsCancellationRequested)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await _client.GetAsync($"/api/v1{path}");
                _reads.Add(watch.Elapsed);
                Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} after {watch.Elapsed.TotalSeconds:F1} s: {await answer.Content.ReadAsStringAsync()}");
                await Task.Delay(Pause);
            }
        }

        private async Task ChangeAsync()
        {
            for (var starred = true; !_stop.IsCancellationRequested; starred = !starred)
            {
                var list = await _client.GetFromJsonAsync<JsonElement>("/api/v1/emails?page_size=5");
                foreach (var item in list.GetProperty("items").EnumerateArray())
                {
                    var watch = Stopwatch.StartNew();
                    using var answer = await _client.PatchAsJsonAsync($"/api/v1/emails/{item.GetProperty("id").GetString()}", new { is_starred = starred });
                    _changes.Add((watch.Elapsed, answer.StatusCode));
                    Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                }

                await Task.Delay(Pause);
            }
        }
    }
}
