using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>How much one user may have.</summary>
public sealed class LimitTests
{
    [PostgresFact]
    public async Task ApiKeys_AsManyAsAllowed_AndOneAfterARevocation()
    {
        await using var host = await StartAsync("ApiKeys", 2);
        using var user = await host.RegisterAsync();
        var first = (await MakeKeyAsync(user)).Text("id");
        await MakeKeyAsync(user);

        (await MakeKeyAsync(user)).IsProblem(409, "too_many");
        await user.DeleteAsync($"/api/v1/api-keys/{first}");
        Assert.Equal(201, (int)(await MakeKeyAsync(user)).Status);
    }

    [PostgresFact]
    public async Task LiveLines_AsManyAsAllowed_AndOneAfterAnother()
    {
        await using var host = await StartAsync("LiveLines", 2);
        using var user = await host.RegisterAsync();
        using var other = await host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(host, bearer: user.Token);
        await socket.ReceiveAsync("ready");
        var stream = await OpenStreamAsync(user);

        (await user.GetAsync("/api/v1/events/stream")).IsProblem(409, "too_many");
        using var refused = await EventSocket.OpenAsync(host, bearer: user.Token);
        Assert.Null(await refused.ReceiveAsync());
        Assert.Equal(4409, (int?)refused.CloseStatus);
        await using (await OpenStreamAsync(other))
        {
            // another user's are counted apart
        }

        await stream.DisposeAsync();
        await Eventually.True(async () =>
        {
            using var next = await EventSocket.OpenAsync(host, bearer: user.Token);
            return await next.ReceiveAsync() is { } frame && frame.GetProperty("type").GetString() == "ready";
        });
    }

    [DovecotPostgresFact]
    public async Task Mailboxes_AsManyAsAllowed_AlsoAtTheSameMoment()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var host = await StartAsync("Mailboxes", 2);
        using var user = await host.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ConnectAsync(user, dovecot, $"user{i}")));

        Assert.Equal([201, 201, 409, 409], answers.Select(answer => (int)answer.Status).Order());
        Assert.All(answers.Where(answer => (int)answer.Status == 409), answer => answer.IsProblem(409, "too_many"));
        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/connections/{answers.First(answer => (int)answer.Status == 201).Text("id")}")).Status);
        Assert.Equal(201, (int)(await ConnectAsync(user, dovecot, "user9")).Status);
    }

    private static Task<ApiHost> StartAsync(string limit, int value) =>
        ApiHost.StartAsync(settings: new Dictionary<string, string?> { [$"Accounts:Limits:{limit}"] = $"{value}" });

    private static Task<ApiAnswer> MakeKeyAsync(ApiClient user) => user.PostAsync("/api/v1/api-keys", new { name = "program", scopes = new[] { "mail:read" } });

    private static Task<Stream> OpenStreamAsync(ApiClient user) => user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream"));

    private static Task<ApiAnswer> ConnectAsync(ApiClient user, DovecotServer dovecot, string name) => user.PostAsync(
        "/api/v1/connections/imap", new { host = DovecotServer.Host, port = dovecot.ImapPort, username = name, password = DovecotServer.DefaultPassword, security = "none" });
}
