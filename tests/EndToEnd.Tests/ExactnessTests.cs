using System.Globalization;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>Whatever happens to the mailbox, and however often the product is killed meanwhile: the copy ends equal to the server, and the log tells each thing once.</summary>
public sealed class ExactnessTests(ITestOutputHelper output)
{
    private const int History = 300;
    private const int Changes = 300;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(60);

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
        await Eventually.True(async () => server.SequenceEqual(await ReadCopyAsync(database)), SettleLimit);
        await AssertLogAsync(account, database);
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

    private static async Task<IReadOnlyList<ServerMessage>> ReadCopyAsync(TestDatabase database)
    {
        const string Sql = """
            SELECT l.provider_ref, p.uid, m.flags
            FROM message_labels p
            JOIN labels l ON l.user_id = p.user_id AND l.id = p.label_id
            JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
            """;
        await using var command = database.DataSource.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync();
        var copy = new List<ServerMessage>();
        while (await reader.ReadAsync())
        {
            copy.Add(ServerMessage.Of(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<string[]>(2)));
        }

        return [.. copy.OrderBy(message => message.Folder, StringComparer.Ordinal).ThenBy(message => message.Uid)];
    }

    private static async Task AssertLogAsync(Account account, TestDatabase database)
    {
        var events = await account.ReadEventsAsync();
        var present = await ReadMessagesAsync(database);
        var received = EventLogRules.AssertHold(events, present.Keys);

        // What is there now is history, or was announced; its last known flags are those it has.
        Assert.All(
            present.Where(message => !message.Value.Subject.StartsWith("history", StringComparison.Ordinal)),
            message => Assert.Contains(message.Key, received));
        foreach (var update in events.Where(entry => entry.Type == "email.updated").GroupBy(Id).Where(group => present.ContainsKey(group.Key)))
        {
            var last = update.Last().Data.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString());
            Assert.Equal(present[update.Key].Flags, last);
        }
    }

    private static async Task<Dictionary<string, (string Subject, string[] Flags)>> ReadMessagesAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT id, subject, flags FROM messages");
        await using var reader = await command.ExecuteReaderAsync();
        var messages = new Dictionary<string, (string, string[])>();
        while (await reader.ReadAsync())
        {
            messages.Add(reader.GetGuid(0).ToString("N"), (reader.GetString(1), reader.GetFieldValue<string[]>(2)));
        }

        return messages;
    }

    private static string Id(EventAnswer entry) => entry.Data.GetProperty("email_id").GetString()!;
}
