using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EmailAgent.Testing;

/// <summary>A registered user of a running product.</summary>
public sealed class Account(HttpClient client)
{
    /// <summary>Gets the JSON format of the product.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The password of every user.</summary>
    public const string Password = "correct horse battery";

    public required string AccessToken { get; init; }

    /// <summary>Registers a new user, whose token all further requests carry.</summary>
    public static async Task<Account> RegisterAsync(HttpClient client)
    {
        var answer = await client.PostAsJsonAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = Password }, Json);
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<Session>(Json);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session!.AccessToken);
        return new Account(client) { AccessToken = session.AccessToken };
    }

    /// <returns>The id of the connection.</returns>
    public Task<string> ConnectAsync(DovecotServer dovecot, string user) => ConnectAsync(dovecot.ImapPort, user);

    /// <inheritdoc cref="ConnectAsync(DovecotServer, string)"/>
    public Task<string> ConnectAsync(int port, string user) =>
        PostConnectionAsync(new { host = DovecotServer.Host, port, username = user, password = DovecotServer.DefaultPassword, security = "none" });

    /// <summary>Connects a mailbox that sends over a submission server on this machine, with the same login.</summary>
    /// <inheritdoc cref="ConnectAsync(DovecotServer, string)" path="/returns"/>
    public Task<string> ConnectAsync(int imapPort, string user, int smtpPort) => PostConnectionAsync(new
    {
        host = DovecotServer.Host,
        port = imapPort,
        username = user,
        password = DovecotServer.DefaultPassword,
        security = "none",
        smtp = new { host = DovecotServer.Host, port = smtpPort, security = "none" },
    });

    public async Task<T> GetAsync<T>(string path) =>
        await client.GetFromJsonAsync<T>("/api/v1" + path, Json) ?? throw new JsonException("The answer is null.");

    /// <summary>Waits until all connections are complete.</summary>
    public Task SyncedAsync(TimeSpan? limit = null) => Eventually.True(
        async () => (await GetAsync<SyncListAnswer>("/sync/status")).Items is { Count: > 0 } all && all.All(status => status is { State: "idle", CompleteAsOf: not null }),
        limit ?? TimeSpan.FromMinutes(3));

    /// <summary>Returns the whole event log, page by page.</summary>
    public async Task<IReadOnlyList<EventAnswer>> ReadEventsAsync()
    {
        var events = new List<EventAnswer>();
        while (true)
        {
            var page = await GetAsync<EventPageAnswer>($"/events?limit=100&after={(events.Count == 0 ? 0 : events[^1].Seq)}");
            if (page.Items.Count == 0)
            {
                return events;
            }

            events.AddRange(page.Items);
        }
    }

    private async Task<string> PostConnectionAsync(object request)
    {
        var answer = await client.PostAsJsonAsync("/api/v1/connections/imap", request, Json);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }

        return (await answer.Content.ReadFromJsonAsync<ConnectionAnswer>(Json))!.Id;
    }
}
