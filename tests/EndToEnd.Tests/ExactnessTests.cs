using System.Globalization;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>Whatever happens to the mailbox, and however often the product is killed meanwhile: the copy ends equal to the server, and the log tells each thing once.</summary>
public sealed class ExactnessTests(ITestOutputHelper output)
{
    private const int History = 300;
    private const int Changes = 300;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(3);

    [DovecotPostgresFact]
    public async Task RandomChanges_WhileBeingKilled_EndExact()
    {
        var seed = Environment.GetEnvironmentVariable("EMAILAGENT_SEED") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        var series = new DovecotSeries(dovecot, "chaos", seed);
        await FillAsync(dovecot.Mailbox("chaos"));

        await using var api = await ApiProcess.StartAsync(database.ConnectionString, new Dictionary<string, string> { ["Mailboxes__PollInterval"] = "00:00:01", ["Mailboxes__FirstRetry"] = "00:00:00.2" });
        var account = await Account.RegisterAsync(api.Client);
        await account.ConnectAsync(dovecot, "chaos");

        // From the first look on, what comes in is news; the history is still on its way then.
        await Eventually.True(async () => (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single().MessagesTotal > 0);
        await RunAsync(series, api, new Random(seed));

        var server = await dovecot.Mailbox("chaos").StateAsync();
        await Eventually.True(async () => server.SequenceEqual(await StoredCopy.ReadAsync(database)), SettleLimit);
        await StoredCopy.AssertLogAsync(account, database, allIsAnnounced: true);
    }

    /// <summary>History, so that the first kills fall into the initial sync.</summary>
    private static async Task FillAsync(DovecotMailbox mailbox)
    {
        for (var i = 0; i < History; i++)
        {
            await mailbox.AddAsync(i % 3 == 0 ? "Archive" : "INBOX", DovecotSeries.Message($"history{i}"), i % 2 == 0 ? "S" : "", TimeProvider.System.GetUtcNow().AddDays(-i - 1));
        }
    }

    private async Task RunAsync(DovecotSeries series, ApiProcess api, Random random)
    {
        for (var i = 0; i < Changes; i++)
        {
            output.WriteLine(await series.StepAsync());
            if (random.Next(25) == 0)
            {
                output.WriteLine("kill");
                await api.KillAsync();
                output.WriteLine(await series.StepAsync());
                await api.StartAsync();
            }
        }
    }
}
