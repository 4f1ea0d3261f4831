using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>What is done through the API is so on the mail server at once, and the log tells it as what it was.</summary>
public sealed class EditTests
{
    private static readonly Dictionary<string, string> Patient = new() { ["Mailboxes__PollInterval"] = "00:10:00" };

    [DovecotPostgresFact]
    public async Task BulkEdits_AreOnTheServerAndInTheLogAtOnce()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 40; i++)
        {
            await dovecot.Mailbox("ann").AddAsync("INBOX", DovecotSeries.Message($"history{i}"), "", TimeProvider.System.GetUtcNow().AddDays(-1));
        }

        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Patient);
        var account = await Account.RegisterAsync(api.Client);
        await account.ConnectAsync(dovecot, "ann");
        await account.SyncedAsync();
        var ids = (await account.GetAsync<JsonElement>("/emails?page_size=40")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList();

        Assert.Equal(40, await BulkAsync(api, "star", ids));
        Assert.Equal(30, await BulkAsync(api, "archive", ids[..30]));
        Assert.Equal(10, await BulkAsync(api, "trash", ids[20..30]));
        Assert.Equal(5, await BulkAsync(api, "untrash", ids[20..25]));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await api.Client.DeleteAsync($"/api/v1/emails/{ids[39]}?permanent=true")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await api.Client.DeleteAsync($"/api/v1/emails/{ids[39]}?permanent=true")).StatusCode);

        var server = await dovecot.Mailbox("ann").StateAsync();
        Assert.Equal((14, 20, 5), (server.Count(message => message.Folder == "INBOX"), server.Count(message => message.Folder == "Archive"), server.Count(message => message.Folder == "Trash")));
        Assert.All(server, message => Assert.Equal(@"\Flagged", message.Flags));
        await AssertLogAsync(account, ids);

        // A look at everything finds nothing to say.
        var before = (await account.ReadEventsAsync()).Count;
        var complete = (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single().CompleteAsOf;
        (await api.Client.PostAsync("/api/v1/sync/start", null)).EnsureSuccessStatusCode();
        await Eventually.True(async () => (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single().CompleteAsOf > complete);
        Assert.Equal(before, (await account.ReadEventsAsync()).Count);
    }

    private static async Task AssertLogAsync(Account account, List<string> ids)
    {
        var events = (await account.ReadEventsAsync()).Where(entry => entry.Type.StartsWith("email.", StringComparison.Ordinal)).ToList();
        Assert.Equal(40, events.Count(entry => entry.Type == "email.updated"));
        Assert.Equal(45, events.Count(entry => entry.Type == "email.label_added"));
        Assert.Equal(45, events.Count(entry => entry.Type == "email.label_removed"));
        Assert.Equal(ids[39], Assert.Single(events, entry => entry.Type == "email.deleted").Data.GetProperty("email_id").GetString());
        Assert.DoesNotContain(events, entry => entry.Type is "email.received" or "email.sent");
    }

    private static async Task<int> BulkAsync(ApiProcess api, string action, List<string> ids)
    {
        var answer = await api.Client.PostAsJsonAsync($"/api/v1/emails/bulk/{action}", new { email_ids = ids }, Account.Json);
        answer.EnsureSuccessStatusCode();
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>(Account.Json);
        Assert.Equal(0, report.GetProperty("failed").GetArrayLength());
        return report.GetProperty("updated").GetInt32();
    }
}
