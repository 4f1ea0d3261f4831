using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>What the product prints when it is told to log JSON: every line whole, traced through the mailbox's session, nothing private in it.</summary>
public sealed class JsonLogTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string RequestId = "request-77";
    private const string WrongPassword = "incorrect-horse-battery";
    private const string Subject = "Zwetschgendatschi";
    private const string Sender = "hermine";
    private const string SearchWord = "quittengelee";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Logging__Console__FormatterName"] = "json",
        ["Logging__Console__FormatterOptions__IncludeScopes"] = "true",
        ["Logging__Console__FormatterOptions__TimestampFormat"] = "O",
        ["Logging__LogLevel__EmailAgent"] = "Trace",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Information",
        ["Logging__LogLevel__System.Net.Http"] = "Trace",
        ["Mailboxes__PollInterval"] = "00:00:01",
    };

    [DovecotPostgresFact]
    public async Task Tour_AsJson_IsWholeTracedAndTellsNothingPrivate()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Settings);
        var message = $"From: Hermine <{Sender}@example.net>\r\nTo: ann@example.org\r\nSubject: {Subject}\r\nMessage-ID: <1@example.net>\r\n\r\n{SearchWord}\r\n";
        await dovecot.Mailbox("ann").AddAsync("INBOX", System.Text.Encoding.UTF8.GetBytes(message), "", TimeProvider.System.GetUtcNow());

        var secrets = await TourAsync(api, dovecot);

        // What happened last has been printed, so all before it has, too.
        await Eventually.True(() => Read(api.Lines).Any(IsCommandOfTheRequest));
        var entries = Read(api.Lines);
        Assert.All(entries, IsWhole);
        Assert.Contains(entries, entry => entry.Text.Contains($"\"XRequestId\":\"{RequestId}\"", StringComparison.Ordinal) && entry.Text.Contains(Trace, StringComparison.Ordinal));
        Assert.All(entries.Where(entry => Message(entry).Contains(": look took", StringComparison.Ordinal)), entry => Assert.Contains("\"TraceId\":\"", entry.Text, StringComparison.Ordinal));
        foreach (var (text, entry) in entries)
        {
            foreach (var secret in secrets)
                Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{secret} is in {text}");
            foreach (var personal in new[] { Subject, Sender, SearchWord, "@example.org" })
                Assert.False(entry.GetProperty("LogLevel").GetString() != "Trace" && text.Contains(personal, StringComparison.OrdinalIgnoreCase), $"{personal} is in {text}");
        }
    }

    private static async Task<IReadOnlyList<string>> TourAsync(ApiProcess api, DovecotServer dovecot)
    {
        var account = await Account.RegisterAsync(api.Client);
        await api.Client.PostAsJsonAsync("/api/v1/auth/login", new { email = "nobody@example.org", password = WrongPassword });
        await account.ConnectAsync(dovecot, "ann");
        await account.SyncedAsync();
        var refused = new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = WrongPassword, security = "none" };
        await api.Client.PostAsJsonAsync("/api/v1/connections/imap", refused);
        await account.GetAsync<JsonElement>($"/search?q={SearchWord}");
        var key = await (await api.Client.PostAsJsonAsync("/api/v1/api-keys", new { name = "key", scopes = new[] { "mail:read" } })).Content.ReadFromJsonAsync<JsonElement>();
        var email = (await account.GetAsync<JsonElement>("/emails")).GetProperty("items")[0].GetProperty("id").GetString();

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/emails/{email}") { Content = JsonContent.Create(new { is_read = true }) };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        request.Headers.Add("X-Request-ID", RequestId);
        (await api.Client.SendAsync(request)).EnsureSuccessStatusCode();
        return [Account.Password, WrongPassword, DovecotServer.DefaultPassword, account.AccessToken, key.GetProperty("key").GetString()!];
    }

    private static bool IsCommandOfTheRequest((string Text, JsonElement Entry) entry) =>
        Message(entry).Contains(": command took", StringComparison.Ordinal) && entry.Text.Contains($"\"TraceId\":\"{Trace}\"", StringComparison.Ordinal);

    private static string Message((string Text, JsonElement Entry) entry) => entry.Entry.GetProperty("Message").GetString()!;

    private static void IsWhole((string Text, JsonElement Entry) entry)
    {
        Assert.True(DateTimeOffset.TryParse(entry.Entry.GetProperty("Timestamp").GetString(), System.Globalization.CultureInfo.InvariantCulture, out _), entry.Text);
        foreach (var name in new[] { "LogLevel", "Category", "Message" })
            Assert.False(string.IsNullOrEmpty(entry.Entry.GetProperty(name).GetString()), entry.Text);
    }

    private static List<(string Text, JsonElement Entry)> Read(IReadOnlyList<string> lines) => [.. lines.Select(line => (line, JsonDocument.Parse(line).RootElement))];
}
