using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.ApiKeys;

/// <summary>For a key that is bound to a mailbox, the others are not there.</summary>
[Collection(ApiTests.Name)]
public sealed class BindingTests(ApiFixture fixture)
{
    private static readonly string[] Scopes = ["mail:read", "mail:modify", "connections:read", "connections:modify", "events:read"];

    [PostgresFact]
    public async Task Lists_HoldTheBoundMailboxOnly()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var (bound, other) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(owner));
        var ids = await bound.AddAsync(3);
        await other.AddAsync(5);
        using var key = await BindAsync(owner, bound);

        foreach (var path in new[] { "/emails", "/emails?label=inbox", "/emails?is_read=false", "/emails?sort_by=from", "/inbox", "/inbox/unified", "/search?q=in:inbox", "/search?q=is:unread&sort_by=relevance" })
        {
            var answer = await key.GetAsync("/api/v1" + path);
            Assert.True(3 == answer.Json.GetProperty("total").GetInt32(), path);
            Assert.All(answer.Json.GetProperty("items").EnumerateArray(), item => Assert.Contains(IdOf(item), ids));
        }

        (await key.GetAsync($"/api/v1/emails?connection_id={other.ConnectionId:N}")).IsProblem(404, "not_found");
        (await key.GetAsync($"/api/v1/emails?label={other.InboxId:N}")).IsProblem(400, "validation_failed");
        Assert.Equal(3, (await key.GetAsync("/api/v1/search?q=in:inbox")).Json.GetProperty("coverage").GetProperty("indexed").GetInt32());
        foreach (var path in new[] { "/labels", "/folders" })
            Assert.All((await key.GetAsync("/api/v1" + path)).Json.GetProperty("items").EnumerateArray(), label => Assert.Equal($"{bound.ConnectionId:N}", label.GetProperty("connection_id").GetString()));
        foreach (var path in new[] { "/connections", "/sync/status" })
            Assert.Equal(1, (await key.GetAsync("/api/v1" + path)).Json.GetProperty("total").GetInt32());
        Assert.Equal(8, (await owner.GetAsync("/api/v1/emails")).Json.GetProperty("total").GetInt32());
    }

    [PostgresFact]
    public async Task Ids_OfAnotherMailbox_LookLikeUnknownIds()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var (bound, other) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(owner));
        var email = Assert.Single(await other.AddAsync(1));
        using var key = await BindAsync(owner, bound);

        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "/emails/{email}", null),
            (HttpMethod.Get, "/emails/{email}/thread", null),
            (HttpMethod.Get, "/emails/{email}/raw", null),
            (HttpMethod.Patch, "/emails/{email}", new { is_read = true }),
            (HttpMethod.Delete, "/emails/{email}", null),
            (HttpMethod.Get, "/connections/{connection}", null),
            (HttpMethod.Get, "/connections/{connection}/health", null),
            (HttpMethod.Patch, "/connections/{connection}", new { display_name = "mine" }),
            (HttpMethod.Post, "/connections/{connection}/sync", null),
            (HttpMethod.Delete, "/connections/{connection}", null),
            (HttpMethod.Post, "/gmail/watch/poll?connection_id={connection}", null),
            (HttpMethod.Get, "/labels?connection_id={connection}", null),
        })
        {
            var hidden = await key.SendAsync(method, Fill(path, email, $"{other.ConnectionId:N}"), body);
            var unknown = await key.SendAsync(method, Fill(path, $"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}"), body);
            Assert.True(hidden.Status == unknown.Status, $"{path}: {hidden.Status} and {unknown.Status}");
            Assert.Equal(WithoutRequestId(unknown), WithoutRequestId(hidden));
        }

        Assert.Equal(1, (await key.PostAsync("/api/v1/emails/bulk/star", new { email_ids = new[] { email } })).Json.GetProperty("failed").GetArrayLength());
        Assert.Equal(200, (int)(await owner.GetAsync($"/api/v1/connections/{other.ConnectionId:N}")).Status);
    }

    [PostgresFact]
    public async Task NewMailboxes_CannotBeConnected()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var key = await BindAsync(owner, await MailSeed.CreateAsync(owner));
        (await key.PostAsync("/api/v1/connections/imap", new { host = "localhost", username = "u", password = "p" })).IsProblem(403, "missing_permission");
        (await key.PostAsync("/api/v1/connections/gmail/auth-url", new { redirect_uri = "http://localhost/" })).IsProblem(403, "missing_permission");
        (await key.PostAsync("/api/v1/connections/gmail/callback", new { code = "c", state = "s" })).IsProblem(403, "missing_permission");
    }

    [PostgresFact]
    public async Task Events_AreThoseOfTheBoundMailbox()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var (bound, other) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(owner));
        using var key = await BindAsync(owner, bound);
        using var socket = await EventSocket.OpenAsync(fixture.Host, "after=0", key.Token);
        await socket.ReceiveAsync("ready");

        await other.AddAsync(2, "email.received");
        await bound.AddAsync(1, "email.received");
        await new EventWriter(owner).AppendAsync("account.changed");

        var page = await key.GetAsync("/api/v1/events");
        var seen = Assert.Single(page.Json.GetProperty("items").EnumerateArray());
        Assert.Equal($"{bound.ConnectionId:N}", seen.GetProperty("data").GetProperty("connection_id").GetString());
        Assert.Equal(4, page.Json.GetProperty("next_after").GetInt64());
        Assert.Equal([3L], await socket.ReceiveEventsAsync(1));
    }

    private static async Task<ApiClient> BindAsync(ApiClient owner, MailSeed seed) =>
        owner.With(await owner.PostAsync(KeyCalls.Path, new { name = "bound", scopes = Scopes, connection_ids = new[] { $"{seed.ConnectionId:N}" } }));

    private static string IdOf(System.Text.Json.JsonElement item) =>
        (item.TryGetProperty("email", out var email) ? email : item).GetProperty("id").GetString()!;

    private static string Fill(string path, string email, string connection) => "/api/v1" + path
        .Replace("{email}", email, StringComparison.Ordinal)
        .Replace("{connection}", connection, StringComparison.Ordinal);

    private static string WithoutRequestId(ApiAnswer answer)
    {
        var text = System.Text.Encoding.UTF8.GetString(answer.Body);
        var id = answer.Header("X-Request-ID")!;
        return text.Replace(id, "", StringComparison.Ordinal);
    }
}
