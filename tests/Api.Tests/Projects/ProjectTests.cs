using System.Text.Json;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Projects;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Projects;

/// <summary>Projects over HTTP: their life, their mail and tasks, and their detection.</summary>
[Collection(ApiTests.Name)]
public sealed class ProjectTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/projects";

    private static readonly string[] Subjects = ["Turbine hall schedule", "Turbine hall foundation", "Turbine hall gravel", "Turbine hall inspection"];

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Project_FromItsCreationToItsEnd_IsReadLoggedAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var created = await user.PostAsync(Path, new { name = " Move ", due_at = "2099-01-31" });
        Assert.Equal(201, (int)created.Status);
        var (id, one) = (created.Text("id"), $"{Path}/{created.Text("id")}");
        Assert.Equal(one, created.Header("Location"));
        Assert.Equal(("Move", "active", "2099-01-31T00:00:00.000Z"), Fields(await user.GetAsync(one)));
        var former = (await user.GetAsync(one)).Header("ETag")!;

        Assert.Equal(("House", "done", null), Fields(await user.PatchAsync(one, new { name = "House", status = "done", due_at = "" })));
        (await user.SendIfAsync(HttpMethod.Delete, one, former)).IsProblem(412, "precondition_failed");
        var listed = Assert.Single((await user.GetAsync($"{Path}?status=done")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((id, 0, 0), (listed.GetProperty("project").GetProperty("id").GetString(), listed.GetProperty("thread_count").GetInt32(), listed.GetProperty("open_task_count").GetInt32()));
        Assert.Empty((await user.GetAsync($"{Path}?status=active")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");
        (await user.PatchAsync(one, new { name = "Gone" })).IsProblem(404, "not_found");

        var events = (await user.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([ProjectEvents.Created, ProjectEvents.Updated, ProjectEvents.Deleted], events.Select(item => item.GetProperty("type").GetString()));
        foreach (var action in (string[])[ProjectActions.Create, ProjectActions.Change, ProjectActions.Delete])
            Assert.Equal($"project:{id}", (await Host.AuditedAsync(user.UserId, action)).Target);
    }

    [PostgresFact]
    public async Task Detection_OfMailOfOneMatter_FindsItOnceWithReasons()
    {
        using var user = await Host.RegisterAsync();
        var emails = await AddMailAsync(user);

        var first = (await user.PostAsync($"{Path}/detect")).Json;
        var second = (await user.PostAsync($"{Path}/detect")).Json;

        Assert.Equal((1, 0, 4), (first.GetProperty("created").GetInt32(), first.GetProperty("extended").GetInt32(), first.GetProperty("threads").GetInt32()));
        Assert.Equal((0, 0, 0), (second.GetProperty("created").GetInt32(), second.GetProperty("extended").GetInt32(), second.GetProperty("threads").GetInt32()));
        var project = Assert.Single(await ListAsync(user));
        Assert.Contains(project.GetProperty("name").GetString(), Subjects);
        var found = (await user.GetAsync($"{Path}/{Id(project)}/emails")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(emails, found.Select(item => Id(item.GetProperty("email"))));
        Assert.All(found, item => Assert.True(item.GetProperty("reasons").GetArrayLength() > 0));
        var overview = (await user.GetAsync($"{Path}/{Id(project)}/overview")).Json;
        Assert.Equal((4, 4, 12), (overview.GetProperty("listed").GetProperty("thread_count").GetInt32(), overview.GetProperty("members").GetArrayLength(), overview.GetProperty("activity").GetArrayLength()));
        await Host.AuditedAsync(user.UserId, ProjectActions.Detect);
    }

    [PostgresFact]
    public async Task Mail_TakenOutOrOfADeletedProject_IsNotDetectedAgain()
    {
        using var user = await Host.RegisterAsync();
        var emails = await AddMailAsync(user);
        await user.PostAsync($"{Path}/detect");
        var one = $"{Path}/{Id(Assert.Single(await ListAsync(user)))}";

        Assert.Equal(204, (int)(await user.DeleteAsync($"{one}/emails/{emails[0]}")).Status);
        (await user.DeleteAsync($"{one}/emails/{emails[0]}")).IsProblem(404, "not_found");
        await user.PostAsync($"{Path}/detect");
        Assert.Equal(emails.Skip(1), await EmailsAsync(user, one));
        await user.DeleteAsync(one);
        await user.PostAsync($"{Path}/detect");

        Assert.Empty(await ListAsync(user));
        await Host.AuditedAsync(user.UserId, ProjectActions.Unlink);
    }

    [PostgresFact]
    public async Task Mail_OfAProject_IsLinkedMergedAndSplit()
    {
        using var user = await Host.RegisterAsync();
        var emails = await AddMailAsync(user);
        var one = $"{Path}/{(await user.PostAsync(Path, new { name = "one", email_ids = new[] { emails[0] } })).Text("id")}";
        var other = (await user.PostAsync(Path, new { name = "other" })).Text("id");
        Assert.Equal(200, (int)(await user.PostAsync($"{Path}/{other}/emails", new { email_ids = new[] { emails[1], emails[2] } })).Status);
        var task = (await user.PostAsync("/api/v1/tasks", new { title = "x", project_id = other, evidence = new[] { new { email_id = emails[2], quote = "turbine" } } })).Text("id");
        Assert.Equal([task], (await user.GetAsync($"{Path}/{other}/tasks")).Json.GetProperty("items").EnumerateArray().Select(Id));

        Assert.Equal(200, (int)(await user.PostAsync($"{one}/merge", new { project_ids = new[] { other } })).Status);
        Assert.Equal(emails.Take(3), await EmailsAsync(user, one));
        (await user.GetAsync($"{Path}/{other}")).IsProblem(404, "not_found");
        var split = await user.PostAsync($"{one}/split", new { name = "part", email_ids = new[] { emails[2] } });

        Assert.Equal(201, (int)split.Status);
        Assert.Equal([emails[2]], await EmailsAsync(user, $"{Path}/{split.Text("id")}"));
        Assert.Equal(emails.Take(2), await EmailsAsync(user, one));
        Assert.Equal(split.Text("id"), (await user.GetAsync($"/api/v1/tasks/{task}")).Text("project_id"));
        Assert.Equal(["email_ids"], (await user.PostAsync($"{one}/split", new { name = "none", email_ids = new[] { emails[3] } })).IsProblem(400, "validation_failed").ErrorFields());
        foreach (var action in (string[])[ProjectActions.Link, ProjectActions.Merge, ProjectActions.Split])
            await Host.AuditedAsync(user.UserId, action);
    }

    [PostgresFact]
    public async Task Project_ThatIsDue_IsReportedOnce()
    {
        using var user = await Host.RegisterAsync();
        var id = (await user.PostAsync(Path, new { name = "late", due_at = "2020-01-01" })).Text("id");

        await Eventually.True(async () => (await EventsAsync(user)).Any(data => data.TryGetProperty("concern", out var concern) && concern.GetString() == "due"));

        Assert.Equal("due", Assert.Single((await user.GetAsync(Path)).Json.GetProperty("items").EnumerateArray()).GetProperty("concern").GetString());
        await user.PatchAsync($"{Path}/{id}", new { description = "still" });
        Assert.Single(await EventsAsync(user), data => data.TryGetProperty("concern", out _));
    }

    [PostgresFact]
    public async Task Requests_WithUnusableFields_AreRefusedWithTheirNames()
    {
        using var user = await Host.RegisterAsync();
        var one = $"{Path}/{(await user.PostAsync(Path, new { name = "one" })).Text("id")}";

        Assert.Equal(["name"], (await user.PostAsync(Path, new { })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["email_ids"], (await user.PostAsync(Path, new { name = "x", email_ids = new[] { "nonsense" } })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["due_at"], (await user.PatchAsync(one, new { due_at = "soon" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["status"], (await user.PatchAsync(one, new { status = "half" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["email_ids"], (await user.PostAsync($"{one}/emails", new { email_ids = Array.Empty<string>() })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["project_ids"], (await user.PostAsync($"{one}/merge", new { project_ids = new[] { one[(Path.Length + 1)..] } })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["status"], (await user.GetAsync($"{Path}?status=half")).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["project_id"], (await user.PostAsync("/api/v1/tasks", new { title = "x", project_id = $"{Guid.NewGuid():N}" })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Key_BoundToAMailbox_HasNoAccess()
    {
        using var user = await Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        using var key = user.With(await user.PostAsync(
            KeyCalls.Path, new { name = "bound", scopes = new[] { "mail:read", "mail:modify" }, connection_ids = new[] { $"{seed.ConnectionId:N}" } }));

        (await key.GetAsync(Path)).IsProblem(403, "missing_permission");
        (await key.PostAsync(Path, new { name = "x" })).IsProblem(403, "missing_permission");
    }

    [PostgresFact]
    public async Task Projects_AsManyAsAllowed_AreTheLimit()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Projects:PerUser"] = "1" });
        using var user = await host.RegisterAsync();
        await user.PostAsync(Path, new { name = "one" });

        (await user.PostAsync(Path, new { name = "two" })).IsProblem(409, "too_many");
    }

    /// <summary>Adds four messages of one matter among others.</summary>
    /// <returns>The four, newest first.</returns>
    private static async Task<IReadOnlyList<string>> AddMailAsync(ApiClient user)
    {
        var (seed, now) = (await MailSeed.CreateAsync(user), TimeProvider.System.GetUtcNow());
        var ids = await seed.AddAsync(Subjects.Length, change: (i, message) => message with
        {
            Date = now.AddMinutes(-i),
            ReceivedAt = now.AddMinutes(-i),
            Subject = Subjects[i],
            BodyText = "The foundation of the turbine hall needs gravel before the inspection.",
        });
        await seed.AddAsync(3, change: (i, message) => message with
        {
            Date = now,
            ReceivedAt = now,
            Subject = ((string[])["Pizza", "Choir", "Printer"])[i],
            BodyText = ((string[])["Noodles today?", "We sing at eight.", "It is jammed."])[i],
        });
        return ids;
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(ApiClient user) =>
        [.. (await user.GetAsync(Path)).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("project"))];

    private static async Task<IReadOnlyList<string>> EmailsAsync(ApiClient user, string project) =>
        [.. (await user.GetAsync($"{project}/emails")).Json.GetProperty("items").EnumerateArray().Select(item => Id(item.GetProperty("email")))];

    private static async Task<IReadOnlyList<JsonElement>> EventsAsync(ApiClient user) =>
        [.. (await user.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("data"))];

    private static (string? Name, string? Status, string? DueAt) Fields(ApiAnswer project) =>
        (project.Text("name"), project.Text("status"), project.Json.GetProperty("due_at").GetString());

    private static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;
}
