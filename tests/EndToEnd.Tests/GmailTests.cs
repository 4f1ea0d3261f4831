using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>A Gmail account, signed in to as a user does, and then whatever happens to it and on the way there, with the product killed meanwhile: the copy ends equal.</summary>
public sealed class GmailTests(ITestOutputHelper output)
{
    private const string Email = "ann@gmail.com";
    private const int History = 120;
    private const int Changes = 150;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(2);

    [EmulatePostgresFact]
    public async Task RandomChanges_WithFaultsWhileBeingKilled_EndExact()
    {
        var seed = Environment.GetEnvironmentVariable("EMAILAGENT_SEED") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        await using var proxy = await GmailProxy.StartAsync(emulate, Email, seed);
        using var mailbox = new GmailMailbox(emulate, Email);
        var history = await FillAsync(mailbox);
        string[] broken = [history[5], history[60]];
        proxy.Broken.UnionWith(broken);
        var series = new GmailSeries(mailbox, history.Except(broken), seed);

        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Settings(emulate, proxy));
        var account = await Account.RegisterAsync(api.Client);
        await GoogleSignIn.ConnectAsync(api.Client, Email);
        await Eventually.True(async () => (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single().MessagesTotal > 0, SettleLimit);

        (proxy.Faults.Percent, proxy.Faults.PercentOfParts) = (5, 3);
        proxy.Faults.Choice = [HttpFault.RateLimited, HttpFault.TooMany, HttpFault.ServerError, HttpFault.BadGateway, HttpFault.CutBefore, HttpFault.CutAnswer];
        proxy.Faults.ChoiceForParts = [HttpFault.TooMany, HttpFault.ServerError];
        await RunAsync(series, api, proxy, mailbox, new Random(seed));
        (proxy.Faults.Percent, proxy.Faults.PercentOfParts) = (0, 0);

        // Never complete while Gmail fails on some messages; equal once it hands them out.
        await Eventually.True(async () => await StatusAsync(account) is { State: "idle", UnreadableCount: 2 }, SettleLimit);
        var status = await StatusAsync(account);
        Assert.Null(status.CompleteAsOf);
        Assert.Equal(broken.Order(), status.Unreadable.Select(mail => mail.RemoteId).Order());
        proxy.Broken.Clear();
        await account.SyncedAsync(SettleLimit);
        var server = Lines(await mailbox.StateAsync());
        await Eventually.True(async () => server.SequenceEqual(await ReadCopyAsync(database)), SettleLimit);
        await AssertLogAsync(account, database, series);
    }

    [EmulatePostgresFact]
    public async Task Edits_ByTheApi_AreOnTheServerAndInTheCopyAtOnce()
    {
        await using var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        await using var proxy = await GmailProxy.StartAsync(emulate, Email);
        using var mailbox = new GmailMailbox(emulate, Email);
        await FillAsync(mailbox);
        await using var database = await TestDatabase.CreateAsync();
        // With Google's budget as it is, which the edits of a person hardly touch.
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, GoogleSignIn.Settings(emulate, proxy.Address));
        var account = await Account.RegisterAsync(api.Client);
        await GoogleSignIn.ConnectAsync(api.Client, Email);
        await account.SyncedAsync(SettleLimit);
        var ids = await InboxAsync(account);

        await EditAsync(api.Client, "archive", ids[..30]);
        await EditAsync(api.Client, "mark-read", ids[..2]);
        await EditAsync(api.Client, "star", ids[2..3]);
        await EditAsync(api.Client, "trash", ids[30..32]);

        var server = Lines(await mailbox.StateAsync());
        Assert.Equal(server, await ReadCopyAsync(database));
        Assert.Equal(ids.Count - 32, (await InboxAsync(account)).Count);
        var events = await account.ReadEventsAsync();
        Assert.Equal(32, events.Count(entry => entry.Type == "email.label_removed"));
        Assert.DoesNotContain(events, entry => entry.Type is "email.received" or "email.deleted");
    }

    private static async Task<SyncAnswer> StatusAsync(Account account) => (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single();

    private static async Task<List<string>> InboxAsync(Account account)
    {
        var page = await account.GetAsync<JsonElement>("/inbox?page_size=100");
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    private static async Task EditAsync(HttpClient client, string action, List<string> ids)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/emails/bulk/{action}", new { email_ids = ids });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal(ids.Count, JsonDocument.Parse(text).RootElement.GetProperty("updated").GetInt32());
    }

    private static Dictionary<string, string> Settings(EmulateServer emulate, GmailProxy proxy) => new(GoogleSignIn.Settings(emulate, proxy.Address))
    {
        ["Gmail__NormalPoll"] = "00:00:01",
        ["Gmail__FirstRetry"] = "00:00:00.01",
        ["Gmail__PageSize"] = "20",
        ["Gmail__FirstScreen"] = "20",
        ["Gmail__BatchCalls"] = "10",
        ["Gmail__Quota__Enabled"] = "false",
        ["Mailboxes__FirstRetry"] = "00:00:00.2",
        ["Mailboxes__LongestRetry"] = "00:00:02",
        ["Mailboxes__FirstOutstandingRetry"] = "00:00:00.5",
        ["Mailboxes__LongestOutstandingRetry"] = "00:00:02",
    };

    /// <summary>History, so that the first kills fall into the initial sync.</summary>
    private static async Task<List<string>> FillAsync(GmailMailbox mailbox)
    {
        var ids = new List<string>();
        for (var i = 0; i < History; i++)
        {
            ids.Add(await mailbox.ImportAsync(GmailMailbox.Message($"history{i}", TimeProvider.System.GetUtcNow().AddDays(-i - 1)), i % 3 == 0 ? ["INBOX", "UNREAD"] : ["Label_1"]));
        }

        return ids;
    }

    private async Task RunAsync(GmailSeries series, ApiProcess api, GmailProxy proxy, GmailMailbox mailbox, Random random)
    {
        for (var i = 0; i < Changes; i++)
        {
            output.WriteLine(await series.StepAsync());
            switch (random.Next(50))
            {
                case 0 or 1:
                    output.WriteLine("kill");
                    await api.KillAsync();
                    output.WriteLine(await series.StepAsync());
                    await api.StartAsync();
                    break;
                case 2:
                    output.WriteLine("forget history");
                    proxy.ForgottenBefore = await mailbox.HistoryIdAsync();
                    break;
                default:
                    break;
            }
        }
    }

    private static async Task<IReadOnlyList<string>> ReadCopyAsync(TestDatabase database)
    {
        const string Sql = """
            SELECT m.remote_id, m.flags, array_remove(array_agg(l.provider_ref), NULL), m.is_partial
            FROM messages m
            LEFT JOIN message_labels p ON p.user_id = m.user_id AND p.message_id = m.id
            LEFT JOIN labels l ON l.user_id = p.user_id AND l.id = p.label_id
            GROUP BY m.user_id, m.id
            """;
        await using var command = database.DataSource.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync();
        var copy = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var flags = reader.GetFieldValue<string[]>(1);
            IEnumerable<string> labels = reader.GetFieldValue<string[]>(2);
            if (flags.Contains(@"\Flagged")) labels = labels.Append("STARRED");
            if (!flags.Contains(@"\Seen")) labels = labels.Append("UNREAD");
            if (reader.GetBoolean(3)) labels = labels.Append("partial");
            copy.Add(reader.GetString(0), [.. labels.Order(StringComparer.Ordinal)]);
        }

        return Lines(copy);
    }

    private static List<string> Lines(SortedDictionary<string, string[]> state) => [.. state.Select(entry => $"{entry.Key}: {string.Join(' ', entry.Value)}")];

    private static async Task AssertLogAsync(Account account, TestDatabase database, GmailSeries series)
    {
        var events = await account.ReadEventsAsync();
        var present = await ReadSubjectsAsync(database);
        var received = EventLogRules.AssertHold(events, present.Keys);

        // What is there now is history, or was announced.
        Assert.Equal(
            present.Where(message => series.Deliveries.Contains(message.Value)).Select(message => message.Key).Order(),
            received.Intersect(present.Keys).Order());
    }

    private static async Task<Dictionary<string, string>> ReadSubjectsAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT id, subject FROM messages");
        await using var reader = await command.ExecuteReaderAsync();
        var messages = new Dictionary<string, string>();
        while (await reader.ReadAsync())
        {
            messages.Add(reader.GetGuid(0).ToString("N"), reader.GetString(1));
        }

        return messages;
    }
}
