using System.Diagnostics;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests.Cluster;

/// <summary>An Api and two silos, one of which dies without a word while mail comes in.</summary>
public sealed class KilledSiloTests(ITestOutputHelper output)
{
    private const int Mailboxes = 8;
    private const int Deliveries = 10;

    private static readonly TimeSpan JoinLimit = TimeSpan.FromMinutes(3);
    // A request that is under way at the kill is answered after half a minute.
    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(2);

    [DovecotPostgresFact]
    public async Task Mailboxes_OfAKilledSilo_GoOnElsewhere_AndEachMessageIsToldOnce()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        // IDLE alone has to bring the mail: no poll within the test.
        var settings = new Dictionary<string, string> { ["Mailboxes__PollInterval"] = "00:10:00", ["Mailboxes__FirstRetry"] = "00:00:00.2", ["Logging__LogLevel__Orleans"] = "Warning" };
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, settings, silos: 2);
        await Eventually.True(async () => await CountSilosAsync(database) == 2, JoinLimit);
        var account = await Account.RegisterAsync(product.Client);
        foreach (var user in Users)
        {
            await account.ConnectAsync(dovecot, user);
        }

        await account.SyncedAsync();
        await DeliverAsync(dovecot, "before");
        await Eventually.True(async () => await CountReceivedAsync(account) == Mailboxes * Deliveries, MoveLimit);

        var delivering = DeliverAsync(dovecot, "meanwhile");
        await product.Silos[1].KillAsync();
        var watch = Stopwatch.StartNew();
        await delivering;
        await DeliverAsync(dovecot, "after");
        try
        {
            await Eventually.True(async () => await CountReceivedAsync(account) == 3 * Mailboxes * Deliveries, MoveLimit);
        }
        catch (TimeoutException)
        {
            output.WriteLine($"{await CountReceivedAsync(account)} messages came.\n{product.Silos[0].Output}");
            throw;
        }

        output.WriteLine($"All mail was here {watch.Elapsed.TotalSeconds:F1} s after the kill.");

        var events = await account.ReadEventsAsync();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(entry => entry.Seq));
        var received = events.Where(entry => entry.Type == "email.received").Select(entry => entry.Data.GetProperty("email_id").GetString()).ToList();
        Assert.Equal(3 * Mailboxes * Deliveries, received.Distinct().Count());
        Assert.Equal(received.Distinct(), received);
    }

    private static IEnumerable<string> Users => Enumerable.Range(0, Mailboxes).Select(n => $"user{n}");

    private static async Task DeliverAsync(DovecotServer dovecot, string when)
    {
        for (var n = 0; n < Deliveries; n++)
        {
            foreach (var user in Users)
            {
                await dovecot.DeliverAsync(user, DovecotSeries.Message($"{when}-{user}-{n}"));
            }
        }
    }

    /// <summary>How many messages were announced; none while no silo answers.</summary>
    private static async Task<int> CountReceivedAsync(Account account)
    {
        try
        {
            return (await account.ReadEventsAsync()).Count(entry => entry.Type == "email.received");
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static async Task<long> CountSilosAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT count(*) FROM orleans.membership WHERE status = 3");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
