using System.Globalization;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>A server that fails at random, while the product is killed now and then: equal to the server in the end, and never called complete before.</summary>
public sealed class FaultExactnessTests(ITestOutputHelper output)
{
    private const int History = 120;
    private const int Rounds = 4;
    private const int ChangesOfARound = 25;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(120);

    private static readonly Dictionary<string, string> Quick = new()
    {
        ["Mailboxes__PollInterval"] = "00:00:01",
        ["Mailboxes__NotifiedPollInterval"] = "00:00:01",
        ["Mailboxes__ReconcileInterval"] = "00:00:10",
        ["Mailboxes__FirstRetry"] = "00:00:00.05",
        ["Mailboxes__LongestRetry"] = "00:00:00.5",
        ["Mailboxes__FirstOutstandingRetry"] = "00:00:00.1",
        ["Mailboxes__LongestOutstandingRetry"] = "00:00:01",
    };

    [DovecotPostgresFact]
    public async Task RandomChanges_OnAServerThatFailsAtRandom_EndExact_AndAreNeverCalledCompleteBefore()
    {
        var seed = Environment.GetEnvironmentVariable("EMAILAGENT_SEED") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var dovecot = await DovecotServer.StartAsync();
        await using var proxy = ImapFaultProxy.Start(dovecot.ImapPort);
        await using var database = await TestDatabase.CreateAsync();
        var series = new DovecotSeries(dovecot, "chaos", seed);
        for (var i = 0; i < History; i++)
        {
            await dovecot.Mailbox("chaos").AddAsync(i % 3 == 0 ? "Archive" : "INBOX", DovecotSeries.Message($"history{i}"), "", TimeProvider.System.GetUtcNow().AddDays(-i - 1));
        }

        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Quick);
        var account = await Account.RegisterAsync(api.Client);
        await account.ConnectAsync(proxy.Port, "chaos");
        var faults = new RandomImapFaults(seed) { PerMille = 25 };
        faults.Rule(proxy);
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            faults.HasLasting = round % 2 == 0;
            await RunAsync(series, api, random);
            var frozen = TimeProvider.System.GetUtcNow();
            var server = await dovecot.Mailbox("chaos").StateAsync();
            if (round == Rounds - 1) proxy.Heal();
            await WatchAsync(account, api, database, server, frozen, isHealed: round == Rounds - 1);
        }

        await Eventually.True(async () => (await dovecot.Mailbox("chaos").StateAsync()).SequenceEqual(await StoredCopy.ReadAsync(database)), SettleLimit);
        await StoredCopy.AssertLogAsync(account, database, allIsAnnounced: false);
    }

    private async Task RunAsync(DovecotSeries series, ApiProcess api, Random random)
    {
        for (var i = 0; i < ChangesOfARound; i++)
        {
            output.WriteLine(await series.StepAsync());
        }

        if (random.Next(2) == 0)
        {
            output.WriteLine("kill");
            await api.KillAsync();
            output.WriteLine(await series.StepAsync());
            await api.StartAsync();
        }
    }

    /// <summary>The server stays as it is. As long as the copy differs, it must not be called complete; once the server is well again, it must become so.</summary>
    private async Task WatchAsync(
        Account account, ApiProcess api, TestDatabase database, IReadOnlyList<ServerMessage> server, DateTimeOffset frozen, bool isHealed)
    {
        var end = frozen + (isHealed ? SettleLimit : TimeSpan.FromSeconds(6));
        SyncAnswer? status = null;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync() && TimeProvider.System.GetUtcNow() < end)
        {
            status = (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single();
            if (status.CompleteAsOf > frozen)
            {
                Assert.Equal(server, await StoredCopy.ReadAsync(database));
                output.WriteLine($"complete, {status.UnreadableCount} unreadable");
                return;
            }
        }

        Assert.False(isHealed, $"The copy does not become complete after {frozen:O}: {status}\n{api.Output}");
    }
}
