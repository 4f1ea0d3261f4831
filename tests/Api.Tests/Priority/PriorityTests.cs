using System.Text.Json;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Mail;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Priority;

/// <summary>The inbox by what matters, judgements, and answers that are due.</summary>
[Collection(ApiTests.Name)]
public sealed class PriorityTests(ApiFixture fixture)
{
    private const string Inbox = "/api/v1/inbox/priority";
    private const string Replies = "/api/v1/inbox/replies";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Inbox_OfAnalyzedMail_IsOrderedAndExplained()
    {
        using var user = await Host.RegisterAsync();
        var ids = await AddAsync(await MailSeed.CreateAsync(user), 7);
        await AnalyzedAsync(user, ids);

        var items = new List<JsonElement>();
        var after = (string?)"";
        do
        {
            var page = (await user.GetAsync($"{Inbox}?limit=3{after}")).Json;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.GetProperty("next_after").GetString() is { } next ? $"&after={next}" : null;
        }
        while (after is not null);

        Assert.Equal(ids.Order(StringComparer.Ordinal), items.Select(Id).Order(StringComparer.Ordinal));
        var scores = items.Select(item => item.GetProperty("priority_score").GetDouble()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        Assert.All(items, item => Assert.Equal(3, item.GetProperty("priority_reasons").GetArrayLength()));
        var sorted = (await user.GetAsync("/api/v1/emails?sort_by=priority&page_size=100")).Json.GetProperty("items").EnumerateArray().Select(Id);
        Assert.Equal(items.Select(Id), sorted);
        var first = (await user.GetAsync("/api/v1/emails?sort_by=priority&page_size=4")).Json;
        var second = (await user.GetAsync($"/api/v1/emails?sort_by=priority&page_size=4&after={first.GetProperty("next_after").GetString()}")).Json;
        Assert.Equal(items.Skip(4).Select(Id), second.GetProperty("items").EnumerateArray().Select(Id));
        Assert.Equal((false, true, 7), (second.GetProperty("has_next").GetBoolean(), second.GetProperty("has_prev").GetBoolean(), second.GetProperty("total").GetInt32()));
        var detail = (await user.GetAsync($"/api/v1/emails/{ids[0]}")).Json;
        Assert.Equal(3, detail.GetProperty("priority_reasons").GetArrayLength());
        var hit = (await user.GetAsync("/api/v1/search?q=something")).Json.GetProperty("items")[0];
        Assert.Contains("\"priority_score\":0", hit.GetRawText(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Feedback_IsAppliedAtOnce()
    {
        using var user = await Host.RegisterAsync();
        var ids = await AddAsync(await MailSeed.CreateAsync(user), 8);
        await AnalyzedAsync(user, ids);
        var related = await ScoreAsync(user, ids[7]); // of the same sender as the first

        var judged = await user.PostAsync($"/api/v1/emails/{ids[0]}/feedback", new { important = false });

        Assert.Equal(200, (int)judged.Status);
        Assert.InRange(judged.Json.GetProperty("priority_score").GetDouble(), 0, 0.1);
        Assert.Equal("owner.judged", judged.Json.GetProperty("priority_reasons")[0].GetProperty("code").GetString());
        Assert.True(await ScoreAsync(user, ids[7]) < related);
        var corrected = await user.PostAsync($"/api/v1/emails/{ids[0]}/feedback", new { important = true, category = "travel" });
        Assert.InRange(corrected.Json.GetProperty("priority_score").GetDouble(), 0.9, 1);
        Assert.Equal("travel", corrected.Text("category"));
        Assert.Equal(ids[0], Id((await user.GetAsync($"{Inbox}?limit=1")).Json.GetProperty("items")[0]));
    }

    [PostgresFact]
    public async Task Feedback_WithoutAUsableField_IsNamed()
    {
        using var user = await Host.RegisterAsync();
        var path = $"/api/v1/emails/{Assert.Single(await (await MailSeed.CreateAsync(user)).AddAsync(1))}/feedback";

        Assert.Equal(["important"], (await user.PostAsync(path, new { })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["category"], (await user.PostAsync(path, new { category = "nonsense" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["important"], (await user.PostAsync(path, new { important = "very" })).IsProblem(400, "validation_failed").ErrorFields());
        (await user.PostAsync($"/api/v1/emails/{Guid.NewGuid():N}/feedback", new { important = true })).IsProblem(404, "not_found");
    }

    [PostgresTheory]
    [InlineData($"{Inbox}?after=nonsense", "after")]
    [InlineData($"{Inbox}?limit=101", "limit")]
    [InlineData($"{Inbox}?connection_id=nonsense", "connection_id")]
    [InlineData($"{Replies}?kind=both", "kind")]
    [InlineData($"{Replies}?after=1", "after")]
    public async Task List_UnusableParameter_IsNamed(string path, string field)
    {
        using var user = await Host.RegisterAsync();
        Assert.Equal([field], (await user.GetAsync(path)).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Replies_ThatAreDue_AreListedWithTheirAge()
    {
        using var user = await Host.RegisterAsync();
        var asked = TimeProvider.System.GetUtcNow().AddHours(-5);
        var ids = await AddAsync(await MailSeed.CreateAsync(user), 2, (i, message) => message with { Date = asked, ReceivedAt = asked, BodyText = i == 0 ? "Can you come?" : "Thank you." });
        await AnalyzedAsync(user, ids);

        var due = Assert.Single((await user.GetAsync(Replies)).Json.GetProperty("items").EnumerateArray());

        Assert.Equal(("to_answer", ids[0]), (due.GetProperty("kind").GetString(), Id(due.GetProperty("email"))));
        Assert.True(due.GetProperty("waiting_seconds").GetInt64() >= (5 * 3600) - 1);
        Assert.Empty((await user.GetAsync($"{Replies}?kind=waiting_for")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(200, (int)(await user.PostAsync($"/api/v1/emails/{ids[0]}/feedback", new { needs_reply = false })).Status);
        Assert.Empty((await user.GetAsync(Replies)).Json.GetProperty("items").EnumerateArray());
    }

    [PostgresFact]
    public async Task Key_BoundToAMailbox_ListsOnlyItsMail()
    {
        using var user = await Host.RegisterAsync();
        var (seen, hidden) = (await MailSeed.CreateAsync(user), await MailSeed.CreateAsync(user));
        var (visible, others) = (await AddAsync(seen, 2), await AddAsync(hidden, 3));
        await AnalyzedAsync(user, [.. visible, .. others]);
        using var key = user.With(await user.PostAsync(
            KeyCalls.Path, new { name = "bound", scopes = new[] { "mail:read", "mail:modify" }, connection_ids = new[] { $"{seen.ConnectionId:N}" } }));

        Assert.Equal(5, (await user.GetAsync(Inbox)).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(visible.Order(StringComparer.Ordinal), (await key.GetAsync(Inbox)).Json.GetProperty("items").EnumerateArray().Select(Id).Order(StringComparer.Ordinal));
        (await key.GetAsync($"{Inbox}?connection_id={hidden.ConnectionId:N}")).IsProblem(404, "not_found");
        (await key.PostAsync($"/api/v1/emails/{others[0]}/feedback", new { important = true })).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task IfMatch_OfAnUnchangedMessage_HoldsAfterItIsScored()
    {
        using var user = await Host.RegisterAsync();
        var id = Assert.Single(await AddAsync(await MailSeed.CreateAsync(user), 1));
        await AnalyzedAsync(user, [id]);
        var tag = (await user.GetAsync($"/api/v1/emails/{id}")).Header("ETag")!;

        var judged = await user.PostAsync($"/api/v1/emails/{id}/feedback", new { important = true });

        var current = (await user.GetAsync($"/api/v1/emails/{id}")).Header("ETag")!;
        Assert.NotEqual(tag, current);
        Assert.Equal(200, (int)judged.Status);
        Assert.Equal(200, (int)(await user.SendIfAsync(HttpMethod.Patch, $"/api/v1/emails/{id}", tag, new { category = "work" })).Status);
        (await user.SendIfAsync(HttpMethod.Patch, $"/api/v1/emails/{id}", "W/\"0123-4567\"", new { category = "work" })).IsProblem(412, "precondition_failed");
    }

    private static async Task<IReadOnlyList<string>> AddAsync(MailSeed seed, int count, Func<int, NewMessage, NewMessage>? change = null) =>
        await seed.AddAsync(count, "email.received", (i, message) =>
        {
            var addressed = message with { To = [new EmailAddress(null, "owner@example.org")] };
            return change is null ? addressed : change(i, addressed);
        });

    private static async Task AnalyzedAsync(ApiClient user, IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
            await Eventually.True(async () => (await user.GetAsync($"/api/v1/emails/{id}")).Json.GetProperty("priority_score").ValueKind == JsonValueKind.Number);
    }

    private static async Task<double> ScoreAsync(ApiClient user, string id) =>
        (await user.GetAsync($"/api/v1/emails/{id}")).Json.GetProperty("priority_score").GetDouble();

    private static string Id(JsonElement email) => email.GetProperty("id").GetString()!;
}
