using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Tasks;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Tasks;

/// <summary>Tasks over HTTP: their life, their lists, their limits, and those in mail.</summary>
[Collection(ApiTests.Name)]
public sealed class TaskTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/tasks";
    private const string Request = "Please send me the signed contract.";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Task_FromItsCreationToItsEnd_IsReadLoggedAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var created = await user.PostAsync(Path, new { title = " Pay the bill ", due_at = "2027-01-31", priority = "high" });
        Assert.Equal(201, (int)created.Status);
        var (id, one) = (created.Text("id"), $"{Path}/{created.Text("id")}");
        Assert.Equal(one, created.Header("Location"));
        var task = (await user.GetAsync(one)).Json;
        Assert.Equal(
            ("Pay the bill", "open", "high", "2027-01-31T00:00:00.000Z", false, "person", true),
            (task.GetProperty("title").GetString(), task.GetProperty("status").GetString(), task.GetProperty("priority").GetString(), task.GetProperty("due_at").GetString(),
                task.GetProperty("due_has_time").GetBoolean(), task.GetProperty("source").GetString(), task.GetProperty("is_mine").GetBoolean()));

        var done = (await user.PatchAsync(one, new { status = "done", due_at = "", assignee = "Bob@Example.com" })).Json;
        Assert.Equal(("done", JsonValueKind.Null, "bob@example.com", false), (done.GetProperty("status").GetString(), done.GetProperty("due_at").ValueKind, done.GetProperty("assignee").GetString(), done.GetProperty("is_mine").GetBoolean()));
        Assert.NotEqual(JsonValueKind.Null, done.GetProperty("completed_at").ValueKind);
        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");
        (await user.DeleteAsync(one)).IsProblem(404, "not_found");
        (await user.PatchAsync(one, new { title = "Gone" })).IsProblem(404, "not_found");

        var events = (await user.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([TaskEvents.Created, TaskEvents.Updated, TaskEvents.Deleted], events.Select(item => item.GetProperty("type").GetString()));
        Assert.All(events, item => Assert.Equal(id, item.GetProperty("data").GetProperty("task_id").GetString()));
        Assert.Equal($"task:{id}", (await Host.AuditedAsync(user.UserId, TaskActions.Create)).Target);
        Assert.Equal($"task:{id}", (await Host.AuditedAsync(user.UserId, TaskActions.Change)).Target);
        Assert.Equal($"task:{id}", (await Host.AuditedAsync(user.UserId, TaskActions.Delete)).Target);
    }

    [PostgresFact]
    public async Task List_OfTasks_IsSelectedAndSorted()
    {
        using var user = await Host.RegisterAsync();
        var late = await AddAsync(user, new { title = "late", due_at = "2027-02-01", priority = "urgent" });
        var soon = await AddAsync(user, new { title = "soon", due_at = "2027-01-01T10:00:00Z", status = "in_progress" });
        var never = await AddAsync(user, new { title = "never", priority = "low", assignee = "bob@example.com" });
        var part = await AddAsync(user, new { title = "part", status = "done", parent_task_id = late });

        Assert.Equal([soon, late, part, never], await ListAsync(user, ""));
        Assert.Equal([late, soon, part, never], await ListAsync(user, "?sort=priority"));
        Assert.Equal([part, never, soon, late], await ListAsync(user, "?sort=created"));
        Assert.Equal([soon, late, never], await ListAsync(user, "?status=open,in_progress"));
        Assert.Equal([late], await ListAsync(user, "?priority=urgent"));
        Assert.Equal([soon], await ListAsync(user, "?due_before=2027-01-15"));
        Assert.Equal([part], await ListAsync(user, $"?parent_task_id={late}"));
        Assert.Equal([soon, late, never], await ListAsync(user, "?parent_task_id=none"));
        Assert.Equal([never], await ListAsync(user, "?assigned_to=others"));
        Assert.Equal([soon, late, part], await ListAsync(user, "?assigned_to=me"));
        Assert.Empty(await ListAsync(user, $"?project_id={Guid.NewGuid():N}"));
        var page = (await user.GetAsync($"{Path}?page=2&page_size=3")).Json;
        Assert.Equal((4, false, true), (page.GetProperty("total").GetInt32(), page.GetProperty("has_next").GetBoolean(), page.GetProperty("has_prev").GetBoolean()));
        Assert.Equal([never], page.GetProperty("items").EnumerateArray().Select(Id));
    }

    [PostgresTheory]
    [InlineData("?status=half", "status")]
    [InlineData("?priority=most", "priority")]
    [InlineData("?sort=random", "sort")]
    [InlineData("?due_before=soon", "due_before")]
    [InlineData("?project_id=nonsense", "project_id")]
    [InlineData("?parent_task_id=nonsense", "parent_task_id")]
    public async Task List_UnusableParameter_IsNamed(string query, string field)
    {
        using var user = await Host.RegisterAsync();
        Assert.Equal([field], (await user.GetAsync($"{Path}{query}")).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Write_WithUnusableFields_IsRefusedWithTheirNames()
    {
        using var user = await Host.RegisterAsync();
        var one = $"{Path}/{await AddAsync(user, new { title = "one" })}";

        Assert.Equal(["title"], (await user.PostAsync(Path, new { })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["due_at"], (await user.PostAsync(Path, new { title = "x", due_at = "tomorrow" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["status", "priority"], (await user.PatchAsync(one, new { status = "half", priority = "most" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["title"], (await user.PatchAsync(one, new { })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["parent_task_id"], (await user.PatchAsync(one, new { parent_task_id = $"{Guid.NewGuid():N}" })).IsProblem(400, "validation_failed").ErrorFields());
        (await user.PatchAsync(one, new { parent_task_id = one[(Path.Length + 1)..] })).IsProblem(409, "task_too_deep");
    }

    [PostgresFact]
    public async Task Write_IfMatch_HoldsOnlyForTheStateThatWasRead()
    {
        using var user = await Host.RegisterAsync();
        var one = $"{Path}/{await AddAsync(user, new { title = "one" })}";
        var former = (await user.GetAsync(one)).Header("ETag")!;
        Assert.Equal(200, (int)(await user.SendIfAsync(HttpMethod.Patch, one, former, new { title = "two" })).Status);

        (await user.SendIfAsync(HttpMethod.Patch, one, former, new { title = "three" })).IsProblem(412, "precondition_failed");
        (await user.SendIfAsync(HttpMethod.Delete, one, former)).IsProblem(412, "precondition_failed");
        Assert.Equal("two", (await user.GetAsync(one)).Text("title"));
        Assert.Equal(204, (int)(await user.SendIfAsync(HttpMethod.Delete, one, (await user.GetAsync(one)).Header("ETag")!)).Status);
    }

    [PostgresFact]
    public async Task Create_RepeatedWithOneKey_IsOneTask()
    {
        using var user = await Host.RegisterAsync();

        var first = await SendAsync(user, "once");
        var second = await SendAsync(user, "once");

        Assert.Equal((201, 201, first.Text("id")), ((int)first.Status, (int)second.Status, second.Text("id")));
        Assert.Equal([first.Text("id")], await ListAsync(user, ""));
    }

    [PostgresFact]
    public async Task Extraction_OfAMessage_ReturnsItsTasksAndRepeatsNothing()
    {
        using var user = await Host.RegisterAsync();
        var email = await AddMailAsync(await MailSeed.CreateAsync(user));
        var path = $"/api/v1/emails/{email}/extract-tasks";

        var first = (await user.PostAsync(path)).Json.GetProperty("items").EnumerateArray().ToList();
        var second = (await user.PostAsync(path)).Json.GetProperty("items").EnumerateArray().ToList();

        var evidence = Assert.Single(Assert.Single(first).GetProperty("evidence").EnumerateArray());
        Assert.Equal((Request, email, "request"), (evidence.GetProperty("quote").GetString(), evidence.GetProperty("email_id").GetString(), evidence.GetProperty("kind").GetString()));
        Assert.Equal(first.Select(Id), second.Select(Id));
        Assert.Equal(first.Select(Id), await ListAsync(user, ""));
        (await user.PostAsync($"/api/v1/emails/{Guid.NewGuid():N}/extract-tasks")).IsProblem(404, "not_found");
        using var other = await Host.RegisterAsync();
        (await other.PostAsync(path)).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Mail_ThatArrives_HasItsTasksFound()
    {
        using var user = await Host.RegisterAsync();
        await AddMailAsync(await MailSeed.CreateAsync(user));

        await Eventually.True(async () => (await ListAsync(user, "")).Count == 1);

        Assert.Contains((await user.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("type").GetString() == TaskEvents.Created);
    }

    [PostgresFact]
    public async Task Key_BoundToAMailbox_SeesAndMakesOnlyTasksOfItsMail()
    {
        using var user = await Host.RegisterAsync();
        var (seen, hidden) = (await MailSeed.CreateAsync(user), await MailSeed.CreateAsync(user));
        var (visible, others) = (await AddMailAsync(seen), await AddMailAsync(hidden));
        var secret = Id((await user.PostAsync($"/api/v1/emails/{others}/extract-tasks")).Json.GetProperty("items")[0]);
        var own = await AddAsync(user, new { title = "of no mailbox" });
        using var key = user.With(await user.PostAsync(
            KeyCalls.Path, new { name = "bound", scopes = new[] { "mail:read", "mail:modify" }, connection_ids = new[] { $"{seen.ConnectionId:N}" } }));

        (await key.GetAsync($"{Path}/{secret}")).IsProblem(404, "not_found");
        (await key.GetAsync($"{Path}/{own}")).IsProblem(404, "not_found");
        (await key.PostAsync($"/api/v1/emails/{others}/extract-tasks")).IsProblem(404, "not_found");
        Assert.Equal(["evidence"], (await key.PostAsync(Path, new { title = "x" })).IsProblem(400, "validation_failed").ErrorFields());
        (await key.PostAsync(Path, new { title = "x", evidence = new[] { new { email_id = visible, quote = "is not there" } } })).IsProblem(422, "quote_not_found");
        var made = await AddAsync(key, new { title = "x", evidence = new[] { new { email_id = visible, quote = "signed contract" } } });
        Assert.Contains(made, await ListAsync(key, ""));
        Assert.DoesNotContain(secret, await ListAsync(key, ""));
        Assert.Contains(secret, await ListAsync(user, ""));
    }

    [PostgresFact]
    public async Task Tasks_AsManyAsAllowed_AreTheLimit()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Tasks:PerUser"] = "1" });
        using var user = await host.RegisterAsync();
        var one = await AddAsync(user, new { title = "one" });

        (await user.PostAsync(Path, new { title = "two" })).IsProblem(409, "too_many");
        await user.DeleteAsync($"{Path}/{one}");
        await AddAsync(user, new { title = "two" });
    }

    private static async Task<string> AddMailAsync(MailSeed seed) => Assert.Single(await seed.AddAsync(1, "email.received", (_, message) => message with
    {
        To = [new EmailAddress(null, "owner@example.org")],
        BodyText = $"Hello,\n\n{Request}\n\nAnn",
    }));

    private static async Task<string> AddAsync(ApiClient user, object body)
    {
        var created = await user.PostAsync(Path, body);
        Assert.Equal(201, (int)created.Status);
        return created.Text("id");
    }

    private static async Task<IReadOnlyList<string>> ListAsync(ApiClient user, string query) =>
        [.. (await user.GetAsync($"{Path}{query}")).Json.GetProperty("items").EnumerateArray().Select(Id)];

    private static Task<ApiAnswer> SendAsync(ApiClient user, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(new { title = "one" }) };
        request.Headers.Add("Idempotency-Key", key);
        return user.SendAsync(request);
    }

    private static string Id(JsonElement task) => task.GetProperty("id").GetString()!;
}
