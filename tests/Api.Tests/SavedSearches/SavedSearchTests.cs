using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.SavedSearches;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.SavedSearches;

/// <summary>Queries under a name: their life, their lists and their limits.</summary>
[Collection(ApiTests.Name)]
public sealed class SavedSearchTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/saved-searches";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task SavedSearch_FromItsCreationToItsEnd_IsReadLoggedAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var created = await user.PostAsync(Path, new { name = "  Numbers ", query = "subject:number1" });
        Assert.Equal(201, (int)created.Status);
        var (id, one) = (created.Text("id"), $"{Path}/{created.Text("id")}");
        Assert.Equal(one, created.Header("Location"));
        Assert.Equal(("Numbers", "subject:number1"), Summary(await user.GetAsync(one)));

        Assert.Equal(("Others", "subject:number1"), Summary(await user.PatchAsync(one, new { name = "Others" })));
        Assert.Equal(("Others", "subject:number2"), Summary(await user.PatchAsync(one, new { query = "subject:number2" })));
        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");
        (await user.DeleteAsync(one)).IsProblem(404, "not_found");
        (await user.PatchAsync(one, new { name = "Gone" })).IsProblem(404, "not_found");

        var events = (await user.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            [SavedSearchEvents.Created, SavedSearchEvents.Updated, SavedSearchEvents.Updated, SavedSearchEvents.Deleted],
            events.Select(item => item.GetProperty("type").GetString()));
        Assert.All(events, item => Assert.Equal(id, item.GetProperty("data").GetProperty("saved_search_id").GetString()));
        var target = $"saved_search:{id}";
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, SavedSearchActions.Create)).Target);
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, SavedSearchActions.Change)).Target);
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, SavedSearchActions.Delete)).Target);
    }

    [PostgresFact]
    public async Task List_OfAUser_IsSortedByNameAndCountsWhatIsUnread()
    {
        using var user = await Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(12, change: (i, message) => message with { Flags = i < 5 ? ["\\Seen"] : [] });
        await SaveAsync(user, "read", "something is:read");
        await SaveAsync(user, "All", "something");
        await SaveAsync(user, "one", "subject:number7");
        await SaveAsync(user, "nowhere", "label:nowhere");

        var items = await ListAsync(user);

        (string?, long?)[] expected = [("All", 7), ("nowhere", null), ("one", 1), ("read", 0)];
        Assert.Equal(expected, items.Select(item => (item.GetProperty("name").GetString(), Unread(item))));
        Assert.All(items, item => Assert.False(item.GetProperty("unread_is_at_least").GetBoolean()));
        var names = (await user.GetAsync($"{Path}?fields=id,name")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.All(names, item => Assert.Equal(["id", "name"], item.EnumerateObject().Select(field => field.Name)));
        Assert.Equal(["fields"], (await user.GetAsync($"{Path}?fields=unread")).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Emails_OfASavedSearch_AreThoseOfTheSearch()
    {
        using var user = await Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(12);
        var (all, lost) = (await SaveAsync(user, "all", "something"), await SaveAsync(user, "lost", "label:nowhere"));

        // Scores come in the background: two answers are equal once all messages have theirs.
        var page = await Eventually.Value(async () =>
        {
            var found = await user.GetAsync($"{all}/emails?page=2&page_size=5");
            var search = await user.GetAsync("/api/v1/search?q=something&page=2&page_size=5");
            return search.Json.GetProperty("items").GetRawText() == found.Json.GetProperty("items").GetRawText() ? found : null;
        });

        Assert.Equal((12, true, true), (page.Json.GetProperty("total").GetInt32(), page.Json.GetProperty("has_next").GetBoolean(), page.Json.GetProperty("has_prev").GetBoolean()));
        Assert.Contains("nowhere", (await user.GetAsync($"{lost}/emails")).IsProblem(409, "query_unanswerable").Text("detail"), StringComparison.Ordinal);
        Assert.Equal(["page_size"], (await user.GetAsync($"{all}/emails?page_size=0")).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresTheory]
    [InlineData("", "x", "name")]
    [InlineData(" ", "x", "name")]
    [InlineData("a\tb", "x", "name")]
    [InlineData("x", "", "query")]
    [InlineData("x", "  ", "query")]
    [InlineData("x", "(unclosed", "query")]
    [InlineData("x", "before:yesterdayish", "query")]
    public async Task Create_UnusableField_IsNamed(string name, string query, string field)
    {
        using var user = await Host.RegisterAsync();

        Assert.Equal([field], (await user.PostAsync(Path, new { name, query })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Update_WithoutAUsableField_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        var one = await SaveAsync(user, "one", "x");

        foreach (var body in new object[] { new { }, new { query = "" }, new { query = "before:yesterdayish" } })
            Assert.Equal(["query"], (await user.PatchAsync(one, body)).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["name"], (await user.PatchAsync(one, new { name = "" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(("one", "x"), Summary(await user.GetAsync(one)));
    }

    [PostgresFact]
    public async Task Name_OfAnother_IsTakenInAnyCaseForTheSameUserOnly()
    {
        using var user = await Host.RegisterAsync();
        using var other = await Host.RegisterAsync();
        var first = await SaveAsync(user, "Büro", "x");
        var second = await SaveAsync(user, "Home", "x");

        (await user.PostAsync(Path, new { name = "BÜRO ", query = "y" })).IsProblem(409, "saved_search_exists");
        (await user.PatchAsync(second, new { name = "büro" })).IsProblem(409, "saved_search_exists");
        Assert.Equal(("büro", "x"), Summary(await user.PatchAsync(first, new { name = "büro" })));
        await SaveAsync(other, "Büro", "x");
    }

    [PostgresFact]
    public async Task IfMatch_OfAnOlderState_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        var one = await SaveAsync(user, "one", "x");
        var old = (await user.GetAsync(one)).Header("ETag")!;
        var current = (await IfMatchAsync(user, HttpMethod.Patch, one, old, new { query = "y" })).Header("ETag")!;

        (await IfMatchAsync(user, HttpMethod.Patch, one, old, new { query = "z" })).IsProblem(412, "precondition_failed");
        (await IfMatchAsync(user, HttpMethod.Delete, one, old)).IsProblem(412, "precondition_failed");
        Assert.Equal(("one", "y"), Summary(await user.GetAsync(one)));
        Assert.Equal(204, (int)(await IfMatchAsync(user, HttpMethod.Delete, one, current)).Status);
    }

    [PostgresFact]
    public async Task Key_BoundToAMailbox_CountsAndFindsOnlyThere()
    {
        using var user = await Host.RegisterAsync();
        var (seen, hidden) = (await MailSeed.CreateAsync(user), await MailSeed.CreateAsync(user));
        await seen.AddAsync(2);
        await hidden.AddAsync(3);
        var all = await SaveAsync(user, "all", "something");
        var created = await user.PostAsync(KeyCalls.Path, new { name = "reader", scopes = new[] { "mail:read", "events:read" }, connection_ids = new[] { $"{seen.ConnectionId:N}" } });
        using var key = user.With(created);

        Assert.Equal(5L, Unread(Assert.Single(await ListAsync(user))));
        Assert.Equal(2L, Unread(Assert.Single(await ListAsync(key))));
        Assert.Equal(2, (await key.GetAsync($"{all}/emails")).Json.GetProperty("total").GetInt32());
        Assert.DoesNotContain(
            (await key.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray(),
            item => item.GetProperty("type").GetString() == SavedSearchEvents.Created);
    }

    [PostgresFact]
    public async Task SavedSearches_AsManyAsAllowed_AlsoAtTheSameMoment()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["SavedSearches:PerUser"] = "2" });
        using var user = await host.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => user.PostAsync(Path, new { name = $"search {i}", query = "x" })));

        Assert.Equal([201, 201, 409, 409], answers.Select(answer => (int)answer.Status).Order());
        Assert.All(answers.Where(answer => (int)answer.Status == 409), answer => answer.IsProblem(409, "too_many"));
        await user.DeleteAsync($"{Path}/{answers.First(answer => (int)answer.Status == 201).Text("id")}");
        await SaveAsync(user, "next", "x");
    }

    private static async Task<string> SaveAsync(ApiClient user, string name, string query)
    {
        var created = await user.PostAsync(Path, new { name, query });
        Assert.Equal(201, (int)created.Status);
        return $"{Path}/{created.Text("id")}";
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(ApiClient user) =>
        [.. (await user.GetAsync(Path)).Json.GetProperty("items").EnumerateArray()];

    private static long? Unread(JsonElement item) =>
        item.GetProperty("unread_count") is { ValueKind: JsonValueKind.Number } count ? count.GetInt64() : null;

    private static (string Name, string Query) Summary(ApiAnswer search) => (search.Text("name"), search.Text("query"));

    private static Task<ApiAnswer> IfMatchAsync(ApiClient user, HttpMethod method, string path, string tag, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return user.SendAsync(request);
    }
}
