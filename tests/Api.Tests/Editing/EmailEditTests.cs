using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Editing;

[Collection(ApiTests.Name)]
public sealed class EmailEditTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Bulk_WithoutUsableIdsOrLabel_NamesTheField()
    {
        using var user = await fixture.Host.RegisterAsync();
        foreach (var body in new object[] { new { }, new { email_ids = Array.Empty<string>() }, new { email_ids = new string?[] { null } }, new { email_ids = Enumerable.Repeat("x", 1001) } })
        {
            var answer = (await user.SendAsync(HttpMethod.Post, "/api/v1/emails/bulk/archive", body)).IsProblem(400, "validation_failed");
            Assert.True(answer.Json.GetProperty("errors").TryGetProperty("email_ids", out _));
        }

        var labelled = (await user.SendAsync(HttpMethod.Post, "/api/v1/emails/bulk/move", new { email_ids = new[] { "x" } })).IsProblem(400, "validation_failed");
        Assert.True(labelled.Json.GetProperty("errors").TryGetProperty("label_id", out _));
        (await user.SendAsync(HttpMethod.Post, "/api/v1/emails/bulk/explode", new { email_ids = new[] { "x" } })).IsProblem(404, "route_not_found");
    }

    [PostgresFact]
    public async Task Bulk_OfWhatCannotBeEdited_SaysWhyForEach()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var own = (await (await MailSeed.CreateAsync(user)).AddAsync(2)).ToArray();
        var others = (await (await MailSeed.CreateAsync(stranger)).AddAsync(1))[0];

        var answer = await user.SendAsync(
            HttpMethod.Post, "/api/v1/emails/bulk/mark-read", new { email_ids = new[] { own[0], own[1].ToUpperInvariant(), own[0], others, "nonsense" } });

        Assert.Equal(200, (int)answer.Status);
        Assert.Equal(0, answer.Json.GetProperty("updated").GetInt32());
        var failed = answer.Json.GetProperty("failed").EnumerateArray().ToDictionary(failure => failure.GetProperty("id").GetString()!, failure => failure.GetProperty("code").GetString());
        Assert.Equal(4, failed.Count);
        Assert.Equal("mailbox_unavailable", failed[own[0]]);
        Assert.Equal(("not_found", "not_found", "not_found"), (failed[own[1].ToUpperInvariant()], failed[others], failed["nonsense"]));
    }

    [PostgresFact]
    public async Task Edits_WhileTheMailboxIsNotConnected_Are503()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = Assert.Single(await (await MailSeed.CreateAsync(user)).AddAsync(1));

        (await user.DeleteAsync($"/api/v1/emails/{id}")).IsProblem(503, "mailbox_unavailable");
        (await user.SendAsync(HttpMethod.Post, $"/api/v1/emails/{id}/labels", new { label_id = "archive" })).IsProblem(503, "mailbox_unavailable");
        (await user.DeleteAsync($"/api/v1/emails/{id}?permanent=perhaps")).IsProblem(400, "validation_failed");
        Assert.Equal(200, (int)(await user.GetAsync($"/api/v1/emails/{id}")).Status);
    }

    [DovecotPostgresFact]
    public async Task Edits_OfManyWithOneTag_LetOneThrough()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await dovecot.Mailbox("ann").AddAsync("INBOX", DovecotSeries.Message("message"));
        using var user = await fixture.Host.RegisterAsync();
        await LabelEditTests.ConnectAsync(user, dovecot);
        var path = $"/api/v1/emails/{(await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString()}";
        var tag = (await user.GetAsync($"{path}?include_thread=true")).Header("ETag")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => user.SendIfAsync(HttpMethod.Patch, path, tag, new { is_starred = true })));

        var done = Assert.Single(answers, answer => (int)answer.Status == 200);
        Assert.All(answers.Where(answer => answer != done), answer => answer.IsProblem(412, "precondition_failed"));
        (await user.SendIfAsync(HttpMethod.Delete, path, tag)).IsProblem(412, "precondition_failed");
        Assert.Equal(204, (int)(await user.SendIfAsync(HttpMethod.Delete, path, done.Header("ETag")!)).Status);
        Assert.Equal(0, (await user.GetAsync("/api/v1/emails")).Json.GetProperty("total").GetInt32());
    }
}
