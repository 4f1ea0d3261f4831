using System.Net.Http.Json;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>Which keys can do what with webhooks, how many there can be, and changes that meet others.</summary>
[Collection(ApiTests.Name)]
public sealed class WebhookAccessTests(ApiFixture fixture)
{
    // The port of discard, where nothing listens.
    private const string Url = "https://127.0.0.1:9/hook";

    private static readonly string[] Types = [WebhookCalls.Type];

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Key_ThatOnlyReads_ChangesNothing()
    {
        using var user = await Host.RegisterAsync();
        var (one, _) = await user.HookAsync(Url);
        using var key = user.With(await user.CreateAsync("webhooks:read"));

        Assert.Equal(Url, (await key.GetAsync(one)).Text("url"));
        Assert.Empty(await key.DeliveriesAsync(one));
        (await key.PostAsync(WebhookCalls.Path, new { url = Url, event_types = Types })).IsProblem(403, "missing_permission");
        (await key.PatchAsync(one, new { description = "mine" })).IsProblem(403, "missing_permission");
        (await key.PostAsync($"{one}/rotate-secret", new { })).IsProblem(403, "missing_permission");
        (await key.PostAsync($"{one}/replay", new { after = 0 })).IsProblem(403, "missing_permission");
        (await key.DeleteAsync(one)).IsProblem(403, "missing_permission");
    }

    [PostgresFact]
    public async Task Key_BoundToAMailbox_IsNotAdmitted()
    {
        using var user = await Host.RegisterAsync();
        var (one, _) = await user.HookAsync(Url);
        var mailbox = await MailSeed.CreateAsync(user);
        using var key = user.With(await user.PostAsync(
            KeyCalls.Path, new { name = "bound", scopes = new[] { "webhooks:read", "webhooks:manage" }, connection_ids = new[] { $"{mailbox.ConnectionId:N}" } }));

        (await key.GetAsync(one)).IsProblem(403, "missing_permission");
        (await key.PostAsync(WebhookCalls.Path, new { url = Url, event_types = Types })).IsProblem(403, "missing_permission");
    }

    [PostgresFact]
    public async Task Key_ThatCannotReadMail_HasNoContentsSentToAnAddressOfItsOwn()
    {
        const string Other = "https://127.0.0.1:9/other";
        using var user = await Host.RegisterAsync();
        using var key = user.With(await user.CreateAsync("webhooks:manage"));
        using var reader = user.With(await user.CreateAsync("webhooks:manage", "mail:read"));
        var created = await user.PostAsync(WebhookCalls.Path, new { url = Url, event_types = Types, include = new[] { "text" } });
        var (one, (plain, _)) = ($"{WebhookCalls.Path}/{created.Text("id")}", await user.HookAsync(Url));
        var tag = (await user.GetAsync(one)).Header("ETag")!;

        (await key.PostAsync(WebhookCalls.Path, new { url = Url, event_types = Types, include = new[] { "headers" } })).IsProblem(403, "missing_permission");
        (await key.PatchAsync(plain, new { include = new[] { "headers" } })).IsProblem(403, "missing_permission");
        (await key.PatchAsync(one, new { url = Other })).IsProblem(403, "missing_permission");
        (await key.SendIfAsync(HttpMethod.Patch, one, tag, new { url = Other })).IsProblem(403, "missing_permission");
        Assert.Equal(Url, (await user.GetAsync(one)).Text("url"));

        Assert.Equal(Other, (await key.PatchAsync(plain, new { url = Other })).Text("url"));
        Assert.Equal("mine", (await key.PatchAsync(one, new { description = "mine" })).Text("description"));
        Assert.Equal(Other, (await reader.PatchAsync(one, new { url = Other })).Text("url"));
        Assert.Equal(Url, (await key.PatchAsync(one, new { url = Url, include = Array.Empty<string>() })).Text("url"));
        (await key.PatchAsync($"{WebhookCalls.Path}/{Guid.NewGuid():N}", new { url = Other })).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Webhooks_AsManyAsAllowed_AlsoAtTheSameMoment()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:PerUser"] = "2" });
        using var user = await host.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => user.PostAsync(WebhookCalls.Path, new { url = Url, event_types = Types })));

        Assert.Equal([201, 201, 409, 409], answers.Select(answer => (int)answer.Status).Order());
        Assert.All(answers.Where(answer => (int)answer.Status == 409), answer => answer.IsProblem(409, "too_many"));
        await user.DeleteAsync($"{WebhookCalls.Path}/{answers.First(answer => (int)answer.Status == 201).Text("id")}");
        await user.HookAsync(Url);
    }

    [PostgresFact]
    public async Task IfMatch_OfAnOlderState_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        var (one, _) = await user.HookAsync(Url);
        var old = (await user.GetAsync(one)).Header("ETag")!;
        var current = (await user.SendIfAsync(HttpMethod.Patch, one, old, new { description = "first" })).Header("ETag")!;

        (await user.SendIfAsync(HttpMethod.Patch, one, old, new { description = "second" })).IsProblem(412, "precondition_failed");
        (await user.SendIfAsync(HttpMethod.Delete, one, old)).IsProblem(412, "precondition_failed");
        Assert.Equal("first", (await user.GetAsync(one)).Text("description"));
        Assert.Equal(204, (int)(await user.SendIfAsync(HttpMethod.Delete, one, current)).Status);
    }

    [PostgresFact]
    public async Task Request_Repeated_IsExecutedOnce()
    {
        using var user = await Host.RegisterAsync();
        var body = new { url = Url, event_types = Types };
        var (first, second) = (await SendAsync(user, WebhookCalls.Path, body), await SendAsync(user, WebhookCalls.Path, body));
        Assert.Equal((first.Text("id"), first.Text("secret")), (second.Text("id"), second.Text("secret")));
        Assert.Equal("true", second.Header(AnswerCapture.ReplayHeader));

        var one = $"{WebhookCalls.Path}/{first.Text("id")}";
        var (sample, again) = (await SendAsync(user, $"{one}/test", new { type = WebhookCalls.Type }), await SendAsync(user, $"{one}/test", new { type = WebhookCalls.Type }));
        Assert.Equal(sample.Text("id"), again.Text("id"));
        Assert.Equal(sample.Text("id"), Assert.Single(await user.DeliveriesAsync(one)).GetProperty("id").GetString());
    }

    private static Task<ApiAnswer> SendAsync(ApiClient user, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation(IdempotencyKey.Header, "a-key");
        return user.SendAsync(request);
    }
}
