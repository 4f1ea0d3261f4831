using System.Text;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Tasks;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Tasks;

/// <summary>The calendar feed of tasks, and the life of its link.</summary>
[Collection(ApiTests.Name)]
public sealed class TaskFeedTests(ApiFixture fixture)
{
    private const string Feed = "/api/v1/tasks/feed";
    private const string Calendar = "/api/v1/tasks/feed.ics";

    [PostgresFact]
    public async Task Link_WithoutAnAccount_ReadsTheTasksOfItsUser()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var anyone = fixture.Host.Anonymous();
        var created = await user.PostAsync("/api/v1/tasks", new { title = "Pay, now", due_at = "2027-01-31" });
        (await user.GetAsync(Feed)).IsProblem(404, "not_found");
        var url = (await user.PostAsync($"{Feed}/rotate")).Text("url");
        Assert.Equal("null", (await user.GetAsync(Feed)).Json.GetProperty("last_used_at").GetRawText());

        var answer = await anyone.GetAsync(url);

        var text = Encoding.UTF8.GetString(answer.Body);
        Assert.Equal((200, "text/calendar"), ((int)answer.Status, answer.Message.Content.Headers.ContentType!.MediaType));
        Assert.Contains($"UID:{created.Text("id")}@emailagent\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Pay\\, now\r\nDUE;VALUE=DATE:20270131\r\n", text, StringComparison.Ordinal);
        Assert.NotEqual("null", (await user.GetAsync(Feed)).Json.GetProperty("last_used_at").GetRawText());
    }

    [PostgresFact]
    public async Task Link_ThatWasReplacedOrDeleted_EndsAtOnce()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var anyone = fixture.Host.Anonymous();
        var first = (await user.PostAsync($"{Feed}/rotate")).Text("url");
        var second = (await user.PostAsync($"{Feed}/rotate")).Text("url");

        (await anyone.GetAsync(first)).IsProblem(404, "not_found");
        Assert.Equal(200, (int)(await anyone.GetAsync(second)).Status);
        Assert.Equal(204, (int)(await user.DeleteAsync(Feed)).Status);
        (await anyone.GetAsync(second)).IsProblem(404, "not_found");
        (await user.DeleteAsync(Feed)).IsProblem(404, "not_found");
        await fixture.Host.AuditedAsync(user.UserId, TaskActions.RotateFeed);
        await fixture.Host.AuditedAsync(user.UserId, TaskActions.DeleteFeed);
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("?key=")]
    public async Task Link_WithoutAKey_IsRefused(string query)
    {
        using var anyone = fixture.Host.Anonymous();
        Assert.Equal(["key"], (await anyone.GetAsync(Calendar + query)).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresTheory]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Link_WithAWrongKey_IsNotFound(string key)
    {
        using var anyone = fixture.Host.Anonymous();
        (await anyone.GetAsync($"{Calendar}?key={key}")).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Key_BoundToAMailbox_ManagesNoFeed()
    {
        using var user = await fixture.Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        using var key = user.With(await user.PostAsync(
            KeyCalls.Path, new { name = "bound", scopes = new[] { "mail:read", "mail:modify" }, connection_ids = new[] { $"{seed.ConnectionId:N}" } }));

        Assert.Equal(403, (int)(await key.PostAsync($"{Feed}/rotate")).Status);
    }
}
