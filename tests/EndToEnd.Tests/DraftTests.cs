using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>A draft is the same in the mailbox's folder and here, also after another mail client has saved it.</summary>
public sealed class DraftTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Settings = new() { ["Drafts__WriteInterval"] = "00:00:03" };

    [DovecotPostgresFact]
    public async Task Draft_SavedHere_IsOneMessageInTheFolder_UntilItIsDeleted()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Settings);
        var (account, mailbox) = await ConnectAsync(api, dovecot);

        var created = await SendAsync(api, HttpMethod.Post, "/emails/draft", new { connection_id = mailbox, subject = "First", bcc = new[] { new { email = "eve@example.org" } } });
        var id = created.GetProperty("id").GetString()!;
        await Eventually.True(async () => (await MessagesAsync(dovecot)) is [var only] && only.Contains("Subject: First", StringComparison.Ordinal), Limit);
        Assert.Contains("Bcc: eve@example.org", Assert.Single(await MessagesAsync(dovecot)), StringComparison.Ordinal);
        Assert.Contains(@"\Draft", Assert.Single(await dovecot.Mailbox("ann").StateAsync()).Flags, StringComparison.Ordinal);

        for (var i = 0; i < 10; i++)
            await SendAsync(api, HttpMethod.Put, $"/emails/draft/{id}", new { connection_id = mailbox, subject = "Saved", body_text = $"Text {i}" });
        await Eventually.True(async () => (await account.GetAsync<JsonElement>($"/emails/draft/{id}")).GetProperty("in_mailbox").GetBoolean(), Limit);

        await Eventually.True(async () => (await MessagesAsync(dovecot)) is [var only] && only.Contains("Text 9", StringComparison.Ordinal), Limit);
        var draft = Assert.Single((await account.GetAsync<JsonElement>("/emails/drafts")).GetProperty("items").EnumerateArray());
        Assert.Equal("Saved", (await account.GetAsync<JsonElement>($"/emails/{draft.GetProperty("email_id").GetString()}")).GetProperty("subject").GetString());
        Assert.InRange((await account.ReadEventsAsync()).Count(entry => entry.Type == "draft.updated"), 1, 9);

        Assert.Equal(HttpStatusCode.NoContent, (await api.Client.DeleteAsync($"/api/v1/emails/draft/{id}")).StatusCode);
        await Eventually.True(async () => (await MessagesAsync(dovecot)).Count == 0, Limit);
    }

    [DovecotPostgresFact]
    public async Task Draft_SavedAndDeletedByAnotherClient_ChangesAndGoesHere()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Settings);
        var (account, mailbox) = await ConnectAsync(api, dovecot);
        var id = (await SendAsync(api, HttpMethod.Post, "/emails/draft", new { connection_id = mailbox, subject = "Mine", body_text = "Begun here" })).GetProperty("id").GetString()!;
        await Eventually.True(async () => (await account.GetAsync<JsonElement>($"/emails/draft/{id}")).GetProperty("in_mailbox").GetBoolean(), Limit);

        var (ours, old) = (Assert.Single(await MessagesAsync(dovecot)), Assert.Single(await dovecot.Mailbox("ann").StateAsync()));
        var theirs = ours.Replace("Begun here", "Continued there", StringComparison.Ordinal).Replace("Date: ", "X-Former-Date: ", StringComparison.Ordinal);
        // By Dovecot itself: of files that change within a second, it can miss some.
        var saved = Encoding.UTF8.GetBytes($"Date: {TimeProvider.System.GetUtcNow().AddSeconds(5):r}\r\n{theirs}");
        await dovecot.DoveadmAsync(["save", "-u", "ann", "-m", "Drafts"], saved);
        await ExpungeAsync(dovecot, old);
        await Eventually.True(async () => await TextAsync(api, id) is { } text && text.Contains("Continued there", StringComparison.Ordinal), Limit);
        Assert.Single((await account.GetAsync<JsonElement>("/emails/drafts")).GetProperty("items").EnumerateArray());

        await ExpungeAsync(dovecot, Assert.Single(await dovecot.Mailbox("ann").StateAsync()));
        await Eventually.True(async () =>
        {
            (await api.Client.PostAsync("/api/v1/sync/start", null)).EnsureSuccessStatusCode();
            return (await api.Client.GetAsync($"/api/v1/emails/draft/{id}")).StatusCode == HttpStatusCode.NotFound;
        }, Limit);
        Assert.Single(await account.ReadEventsAsync(), entry => entry.Type == "draft.deleted");
    }

    [DovecotPostgresFact]
    public async Task Drafts_OfAnotherClient_AreContinuedHere()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await dovecot.Mailbox("ann").AddAsync("Drafts", Encoding.ASCII.GetBytes("From: ann@example.org\r\nTo: ada@example.org\r\nSubject: There\r\n\r\nBegun there\r\n"), "DS");
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Settings);
        var (account, mailbox) = await ConnectAsync(api, dovecot);
        var listed = Assert.Single((await account.GetAsync<JsonElement>("/emails/drafts")).GetProperty("items").EnumerateArray());
        var id = listed.GetProperty("id").GetString()!;
        Assert.Equal(("There", "Begun there"), (listed.GetProperty("subject").GetString(), (await TextAsync(api, id))?.Trim()));

        await SendAsync(api, HttpMethod.Put, $"/emails/draft/{id}", new { connection_id = mailbox, subject = "Here", body_text = "Continued here" });

        await Eventually.True(async () => (await MessagesAsync(dovecot)) is [var only] && only.Contains("Continued here", StringComparison.Ordinal), Limit);
        Assert.Single((await account.GetAsync<JsonElement>("/emails/drafts")).GetProperty("items").EnumerateArray());
    }

    private static async Task<(Account Account, string Mailbox)> ConnectAsync(ApiProcess api, DovecotServer dovecot)
    {
        var account = await Account.RegisterAsync(api.Client);
        var mailbox = await account.ConnectAsync(dovecot, "ann");
        await account.SyncedAsync();
        return (account, mailbox);
    }

    private static async Task<JsonElement> SendAsync(ApiProcess api, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = JsonContent.Create(body) };
        var answer = await api.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<string> ExpungeAsync(DovecotServer dovecot, ServerMessage message) => dovecot.DoveadmAsync(
        "expunge", "-u", "ann", "mailbox", message.Folder, "uid", message.Uid.ToString(CultureInfo.InvariantCulture));

    /// <returns>The text of a draft; null if it cannot be read at the moment.</returns>
    private static async Task<string?> TextAsync(ApiProcess api, string id)
    {
        var answer = await api.Client.GetAsync($"/api/v1/emails/draft/{id}");
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetProperty("body_text").GetString()
            : null;
    }

    private static async Task<IReadOnlyList<string>> MessagesAsync(DovecotServer dovecot)
    {
        var messages = new List<string>();
        foreach (var file in await FilesAsync(dovecot))
        {
            try
            {
                messages.Add(await File.ReadAllTextAsync(file));
            }
            catch (FileNotFoundException)
            {
                // Removed or renamed meanwhile; the next look sees it.
            }
        }

        return messages;
    }

    private static async Task<IReadOnlyList<string>> FilesAsync(DovecotServer dovecot)
    {
        var maildir = await dovecot.Mailbox("ann").MaildirAsync("Drafts");
        return [.. Directory.EnumerateFiles(Path.Combine(maildir, "cur")), .. Directory.EnumerateFiles(Path.Combine(maildir, "new"))];
    }
}
