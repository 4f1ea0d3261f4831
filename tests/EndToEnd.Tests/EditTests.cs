using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Testing;
using Npgsql;

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

        await Eventually.True(async () => (await DeletionsAsync(database)).Count > 0);
        Assert.Equal("succeeded 1", Assert.Single(await DeletionsAsync(database)));

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

    [DovecotPostgresFact]
    public async Task Edits_OfAMailboxThatIsShared_AreOnTheServerWhileTheShareLasts()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await dovecot.Mailbox("ann").AddAsync("INBOX", DovecotSeries.Message("shared"), "", TimeProvider.System.GetUtcNow());
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Patient);
        using var memberClient = new HttpClient { BaseAddress = api.Client.BaseAddress };
        var (owner, member) = (await Account.RegisterAsync(api.Client), await Account.RegisterAsync(memberClient));
        var connection = await owner.ConnectAsync(dovecot, "ann");
        await owner.SyncedAsync();
        var email = (await owner.GetAsync<JsonElement>("/emails")).GetProperty("items")[0].GetProperty("id").GetString();
        var share = $"/api/v1/organizations/{await JoinAsync(api.Client, memberClient, member)}/connections/{connection}";

        (await api.Client.PutAsJsonAsync(share, new { everybody = "send" })).EnsureSuccessStatusCode();
        (await memberClient.PatchAsJsonAsync($"/api/v1/emails/{email}", new { is_starred = true })).EnsureSuccessStatusCode();
        Assert.Contains(@"\Flagged", Assert.Single(await dovecot.Mailbox("ann").StateAsync()).Flags, StringComparison.Ordinal);

        (await api.Client.DeleteAsync(share)).EnsureSuccessStatusCode();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await memberClient.PatchAsJsonAsync($"/api/v1/emails/{email}", new { is_starred = false })).StatusCode);
        Assert.Contains(@"\Flagged", Assert.Single(await dovecot.Mailbox("ann").StateAsync()).Flags, StringComparison.Ordinal);
    }

    /// <returns>The id of an organization of the owner's that the member has joined.</returns>
    private static async Task<string> JoinAsync(HttpClient owner, HttpClient memberClient, Account member)
    {
        async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
        {
            var answer = await client.PostAsJsonAsync("/api/v1/organizations" + path, body);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }

        var organization = (await PostAsync(owner, "", new { name = "Team" })).GetProperty("id").GetString()!;
        var address = (await member.GetAsync<JsonElement>("/profile")).GetProperty("email").GetString();
        var invitation = await PostAsync(owner, $"/{organization}/invitations", new { email = address, role = "member" });
        await PostAsync(memberClient, "/invitations/accept", new { token = invitation.GetProperty("token").GetString() });
        return organization;
    }

    /// <summary>What the audit log says of deletions for good: outcome and number of messages.</summary>
    private static async Task<IReadOnlyList<string>> DeletionsAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            "SELECT outcome || ' ' || (details::jsonb ->> 'messages') FROM audit_log WHERE action = 'mail.delete' ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        var deletions = new List<string>();
        while (await reader.ReadAsync())
            deletions.Add(reader.GetString(0));
        return deletions;
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
