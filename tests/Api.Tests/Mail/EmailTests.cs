using System.Net;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Mail;

[Collection(ApiTests.Name)]
public sealed class EmailTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task List_Pages_HoldEveryMessageOnce()
    {
        using var user = await fixture.Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        var ids = await seed.AddAsync(25);

        var seen = new List<string>();
        for (var page = 1; ; page++)
        {
            var answer = await user.GetAsync($"/api/v1/emails?page={page}&page_size=10");
            Assert.Equal(25, answer.Json.GetProperty("total").GetInt32());
            Assert.Equal(page > 1, answer.Json.GetProperty("has_prev").GetBoolean());
            seen.AddRange(answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (!answer.Json.GetProperty("has_next").GetBoolean())
                break;
        }

        Assert.Equal(ids, seen); // newest first, as they were made
    }

    [PostgresTheory]
    [InlineData("label=inbox", 25)]
    [InlineData("folder=archive", 0)]
    [InlineData("from=SENDER3", 4)]
    [InlineData("is_read=false", 25)]
    [InlineData("is_read=true", 0)]
    [InlineData("is_starred=true", 0)]
    [InlineData("has_attachments=true", 0)]
    [InlineData("date_from=2026-11-20T11:51:00Z", 10)]
    [InlineData("date_to=2026-11-20T11:51:00%2B00:00", 15)]
    [InlineData("date_from=2026-11-21", 0)]
    [InlineData("sort_by=from&order=desc", 25)]
    [InlineData("label=Archive", 0)]
    [InlineData("folder=INBOX", 25)]
    [InlineData("in=all", 25)]
    [InlineData("in=spam", 0)]
    public async Task List_Filter_CountsTheMatches(string filter, int expected)
    {
        using var user = await fixture.Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(25);

        var answer = await user.GetAsync($"/api/v1/emails?{filter}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(expected, answer.Json.GetProperty("total").GetInt32());
    }

    [PostgresFact]
    public async Task List_Fields_HoldsOnlyThese()
    {
        using var user = await fixture.Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(2, change: (_, message) => message with { Subject = "Größe \"q\" \\ \u2028 <b>" });

        var answer = await user.GetAsync("/api/v1/emails?fields=id,subject,labels");

        var item = answer.Json.GetProperty("items")[0];
        Assert.Equal(["id", "subject", "labels"], item.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Größe \"q\" \\ \u2028 <b>", item.GetProperty("subject").GetString());
        Assert.Equal(1, item.GetProperty("labels").GetArrayLength());
        Assert.Equal(2, answer.Json.GetProperty("total").GetInt32());
    }

    [PostgresTheory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page_size=101", "page_size")]
    [InlineData("page_size=1&page_size=2", "page_size")]
    [InlineData("is_read=maybe", "is_read")]
    [InlineData("date_from=yesterday", "date_from")]
    [InlineData("sort_by=size", "sort_by")]
    [InlineData("after=x", "after")]
    [InlineData("sort_by=priority&after=x", "after")]
    [InlineData("sort_by=priority&page=2&after=none-1-019ac2f04b7e7c5b8d1e2f3a4b5c6d7e", "after")]
    [InlineData("category=nonsense", "category")]
    [InlineData("in=inbox", "in")]
    [InlineData("in=trash&label=inbox", "in")]
    [InlineData("folder=nonsense", "folder")]
    [InlineData("label=00000000000000000000000000000000", "label")]
    [InlineData("order=up", "order")]
    [InlineData("fields=id,password_hash", "fields")]
    [InlineData("label=nonsense", "label")]
    [InlineData("connection_id=nonsense", "connection_id")]
    [InlineData("from=%00", "from")]
    [InlineData("label=inbox&folder=sent", "folder")]
    public async Task List_UnusableParameter_IsNamed(string query, string field)
    {
        using var user = await fixture.Host.RegisterAsync();
        Assert.Equal([field], (await user.GetAsync($"/api/v1/emails?{query}")).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Get_Message_IsWholeAndSanitized()
    {
        using var user = await fixture.Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        var id = Assert.Single(await seed.AddAsync(1, change: (_, message) => message with
        {
            BodyHtml = "<p onclick=\"steal()\">Hello</p><script>steal()</script>",
            To = [new("Ada", "ada@example.org"), new(null, "b@example.org")],
            Attachments = [new(Guid.NewGuid(), "2", "a.pdf", "application/pdf", 12, false, null)],
        }));

        var answer = await user.GetAsync($"/api/v1/emails/{id}?include_thread=true");

        Assert.Equal(["ada@example.org", "b@example.org"], answer.Json.GetProperty("to_emails").EnumerateArray().Select(address => address.GetString()));
        Assert.Contains("Hello", answer.Text("body_html"), StringComparison.Ordinal);
        Assert.DoesNotContain("steal", answer.Text("body_html"), StringComparison.Ordinal);
        Assert.Equal("a.pdf", answer.Json.GetProperty("attachments")[0].GetProperty("filename").GetString());
        Assert.Equal(id, answer.Json.GetProperty("thread")[0].GetProperty("id").GetString());
        Assert.NotNull(answer.Header("ETag"));
        Assert.Equal(1, (await user.GetAsync($"/api/v1/emails/{id}/thread")).Json.GetProperty("total").GetInt32());
    }

    [PostgresFact]
    public async Task Labels_OfTheCallersMailboxes_AreCounted()
    {
        using var user = await fixture.Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        await seed.AddAsync(3);

        var labels = (await user.GetAsync("/api/v1/labels")).Json.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["inbox", "archive"], labels.Select(label => label.GetProperty("role").GetString()));
        Assert.Equal(3, labels[0].GetProperty("message_count").GetInt32());
        Assert.Equal(3, (await user.GetAsync("/api/v1/inbox/unified")).Json.GetProperty("total").GetInt32());
        Assert.Equal(3, (await user.GetAsync($"/api/v1/emails?label={seed.InboxId:N}")).Json.GetProperty("total").GetInt32());
    }

    [PostgresFact]
    public async Task Lists_OfAnUnknownMailbox_AreNotFound_AndOfAnEmptyOneEmpty()
    {
        using var user = await fixture.Host.RegisterAsync();
        var empty = await MailSeed.CreateAsync(user);
        foreach (var path in new[] { "/emails?", "/emails?label=sent&", "/emails?page=7&", "/inbox?", "/search?q=report&", "/labels?", "/folders?" })
        {
            (await user.GetAsync($"/api/v1{path}connection_id={Guid.NewGuid():N}")).IsProblem(404, "not_found");
            Assert.Equal(200, (int)(await user.GetAsync($"/api/v1{path}connection_id={empty.ConnectionId:N}")).Status);
        }
    }

    [PostgresFact]
    public async Task OtherUsersIds_LookLikeUnknownIds()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(owner);
        var email = Assert.Single(await seed.AddAsync(1));
        var (connection, unknown) = (seed.ConnectionId.ToString("N"), Guid.NewGuid().ToString("N"));

        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "/api/v1/emails/{email}", null),
            (HttpMethod.Get, "/api/v1/emails/{email}/thread", null),
            (HttpMethod.Get, "/api/v1/emails/{email}/raw", null),
            (HttpMethod.Patch, "/api/v1/emails/{email}", new { is_read = true }),
            (HttpMethod.Delete, "/api/v1/emails/{email}", null),
            (HttpMethod.Delete, "/api/v1/emails/{email}?permanent=true", null),
            (HttpMethod.Post, "/api/v1/emails/{email}/labels", new { label_id = "archive" }),
            (HttpMethod.Delete, "/api/v1/emails/{email}/labels/inbox", null),
            (HttpMethod.Get, "/api/v1/connections/{connection}", null),
            (HttpMethod.Get, "/api/v1/connections/{connection}/health", null),
            (HttpMethod.Patch, "/api/v1/connections/{connection}", new { display_name = "mine" }),
            (HttpMethod.Post, "/api/v1/connections/{connection}/sync", null),
            (HttpMethod.Delete, "/api/v1/connections/{connection}", null),
            (HttpMethod.Get, "/api/v1/labels?connection_id={connection}", null),
            (HttpMethod.Get, "/api/v1/emails?connection_id={connection}", null),
            (HttpMethod.Get, "/api/v1/emails?label={label}", null),
        })
        {
            var others = await stranger.SendAsync(method, Fill(path, email, connection, seed.InboxId.ToString("N")), body);
            var none = await stranger.SendAsync(method, Fill(path, unknown, unknown, unknown), body);
            Assert.Equal(none.Status, others.Status);
            Assert.Equal(WithoutRequestId(none), WithoutRequestId(others));
        }

        Assert.Equal(200, (int)(await owner.GetAsync($"/api/v1/emails/{email}")).Status);
        Assert.Equal(200, (int)(await owner.GetAsync($"/api/v1/connections/{connection}")).Status);
    }

    private static string Fill(string path, string email, string connection, string label) => path
        .Replace("{email}", email, StringComparison.Ordinal)
        .Replace("{connection}", connection, StringComparison.Ordinal)
        .Replace("{label}", label, StringComparison.Ordinal);

    private static string WithoutRequestId(ApiAnswer answer)
    {
        var text = System.Text.Encoding.UTF8.GetString(answer.Body);
        return answer.Header("X-Request-ID") is { } id ? text.Replace(id, "", StringComparison.Ordinal) : text;
    }
}
