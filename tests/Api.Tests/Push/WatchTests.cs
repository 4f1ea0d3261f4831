using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.SignIn;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Push;

/// <summary>Having Gmail push: asked for when a mailbox is connected, and as its owner says.</summary>
public sealed class WatchTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private const string Watch = "/api/v1/gmail/watch";

    [EmulatePostgresFact]
    public async Task Connect_WithATopicConfigured_IsPushedByItself()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = await ConnectAsync(user, "ann@example.com");

        await Eventually.True(async () => (await HealthAsync(user, id)).GetProperty("push").GetString() == "watch");
        var health = await HealthAsync(user, id);
        Assert.True(health.GetProperty("pushes").GetProperty("expires_at").GetDateTimeOffset() > fixture.Clock.GetUtcNow());
        Assert.Contains("https://mail.google.com/", health.GetProperty("token").GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(0, health.GetProperty("pushes").GetProperty("backlog").GetInt64());
    }

    [EmulatePostgresFact]
    public async Task StartAndStop_ByTheOwner_SayHowItStands()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = await ConnectAsync(user, "ben@example.com");

        var started = await user.PostAsync(Watch + "/start", new { topic_name = "projects/p/topics/mine", label_ids = new[] { "INBOX" }, label_filter_action = "exclude" });
        Assert.True(started.Json.GetProperty("active").GetBoolean(), started.Text("connection_id"));
        Assert.Equal((id, "projects/p/topics/mine", "exclude"), (started.Text("connection_id"), started.Text("topic_name"), started.Text("label_filter_action")));
        Assert.NotEmpty(started.Text("history_id"));

        Assert.False((await user.PostAsync(Watch + "/stop")).Json.GetProperty("active").GetBoolean());
        Assert.Equal("none", (await HealthAsync(user, id)).GetProperty("push").GetString());
    }

    [EmulatePostgresFact]
    public async Task Start_ThatGmailRefuses_IsLoud()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = await ConnectAsync(user, "cat@example.com");

        (await user.PostAsync(Watch + "/start", new { label_ids = new[] { "Label_404" } })).IsProblem(422, "watch_failed");
        var failure = (await user.GetAsync("/api/v1/events?types=connection.error")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal("watch_failed", failure.GetProperty("data").GetProperty("code").GetString());
        var health = await HealthAsync(user, id);
        Assert.Contains("/gmail/watch/start", health.GetProperty("next_step").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(health.GetProperty("pushes").GetProperty("error").GetString()!);

        Assert.True((await user.PostAsync(Watch + "/start", new { })).Json.GetProperty("active").GetBoolean());
        Assert.Null((await HealthAsync(user, id)).GetProperty("next_step").GetString());
    }

    [EmulatePostgresFact]
    public async Task History_FromTheBeginning_IsWhatGmailSays()
    {
        using var user = await fixture.Host.RegisterAsync();
        await ConnectAsync(user, "dan@example.com");

        var history = await user.GetAsync(Watch + "/history?start_history_id=1");
        Assert.NotEmpty(history.Text("history_id"));
        Assert.True(history.Json.GetProperty("is_complete").GetBoolean());
        Assert.Equal(202, (int)(await user.PostAsync(Watch + "/poll")).Status);
        Assert.Equal(202, (int)(await user.PostAsync(Watch + "/queue/process")).Status);
    }

    [EmulatePostgresFact]
    public async Task Mailbox_NotNamed_HasToBeTheOnlyOne()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var other = await fixture.Host.RegisterAsync();
        (await user.GetAsync(Watch + "/queue")).IsProblem(404, "not_found");
        var first = await ConnectAsync(user, "ann@example.com");
        await ConnectAsync(user, "ben@example.com");

        Assert.Equal(["connection_id"], (await user.GetAsync(Watch + "/queue")).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(200, (int)(await user.PostAsync($"{Watch}/stop?connection_id={first}")).Status);
        (await other.PostAsync($"{Watch}/stop?connection_id={first}")).IsProblem(404, "not_found");
        (await other.GetAsync($"{Watch}/history?connection_id={first}&start_history_id=1")).IsProblem(404, "not_found");
    }

    [EmulatePostgresFact]
    public async Task PollModeAndPush_OfAMailbox_CanBeChanged()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = await ConnectAsync(user, "cat@example.com");

        Assert.Equal(200, (int)(await user.PatchAsync($"/api/v1/connections/{id}", new { poll_mode = "slow", push = false })).Status);
        Assert.Equal("none", (await HealthAsync(user, id)).GetProperty("push").GetString());
        Assert.Equal(200, (int)(await user.PatchAsync($"/api/v1/connections/{id}", new { push = true })).Status);
        await Eventually.True(async () => (await HealthAsync(user, id)).GetProperty("push").GetString() == "watch");
        (await user.PatchAsync($"/api/v1/connections/{id}", new { poll_mode = "never" })).IsProblem(400, "validation_failed");
        await SignInFixture.StatusAsync(user, id, "connected");
    }

    private static async Task<string> ConnectAsync(ApiClient user, string email)
    {
        var id = (await SignInFixture.ConnectAsync(user, "gmail", email)).Text("id");
        await SignInFixture.StatusAsync(user, id, "connected");
        return id;
    }

    private static async Task<System.Text.Json.JsonElement> HealthAsync(ApiClient user, string id) => (await user.GetAsync($"/api/v1/connections/{id}/health")).Json;
}
