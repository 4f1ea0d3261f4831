using System.Text.Json;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Editing;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Mail;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Categories;

/// <summary>The kinds of mail over HTTP, and all mail of a sender at once.</summary>
[Collection(ApiTests.Name)]
public sealed class CategoryTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/categories";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Categories_AllOfThem_AreListedWithTheirNumbers()
    {
        using var user = await Host.RegisterAsync();
        Assert.Equal(CategoryNames.All, (await ListAsync(user)).Select(item => item.GetProperty("category").GetString()));
        var seed = await MailSeed.CreateAsync(user);
        await seed.AddAsync(5, "email.received", (i, message) => message with { Flags = i == 0 ? ["\\Seen"] : [] });

        await Eventually.True(async () => (await ListAsync(user)).Sum(item => item.GetProperty("message_count").GetInt64()) == 5);

        var items = await ListAsync(user);
        Assert.Equal(4, items.Sum(item => item.GetProperty("unread_count").GetInt64()));
        foreach (var item in items)
        {
            var page = (await user.GetAsync($"/api/v1/emails?category={item.GetProperty("category").GetString()}")).Json;
            Assert.Equal(item.GetProperty("message_count").GetInt64(), page.GetProperty("total").GetInt64());
            Assert.All(page.GetProperty("items").EnumerateArray(), email => Assert.Equal(item.GetProperty("category").GetString(), email.GetProperty("category").GetString()));
        }

        Assert.Equal(["category"], (await user.GetAsync("/api/v1/emails?category=nonsense")).IsProblem(400, "validation_failed").ErrorFields());
        (await user.GetAsync($"{Path}?connection_id={Guid.NewGuid():N}")).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Correction_ByAPerson_IsKeptAndAnnounced()
    {
        using var user = await Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        var id = Assert.Single(await seed.AddAsync(1, "email.received"));
        await Eventually.True(async () => (await CategoryAsync(user, id)) is not null);
        var wanted = await CategoryAsync(user, id) == "travel" ? "receipt" : "travel";

        var answer = await user.PatchAsync($"/api/v1/emails/{id}", new { category = wanted });

        Assert.Equal(wanted, answer.Text("category"));
        var changed = Assert.Single((await user.GetAsync($"/api/v1/events?types={MailEvents.Updated}")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(id, changed.GetProperty("data").GetProperty("email_id").GetString());
        var later = Assert.Single(await seed.AddAsync(1, "email.received"));
        await Eventually.True(async () => (await CategoryAsync(user, later)) == wanted);
        Assert.Equal(["category"], (await user.PatchAsync($"/api/v1/emails/{id}", new { category = "nonsense" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["is_read"], (await user.PatchAsync($"/api/v1/emails/{id}", new { })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task ArchiveAll_OfASender_IsAcceptedWithTheNumberOfItsMessages()
    {
        using var user = await Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(8);

        var answer = await user.PostAsync("/api/v1/senders/SENDER0@example.org/archive-all");

        Assert.Equal(202, (int)answer.Status);
        Assert.Equal(("sender0@example.org", 2), (answer.Text("sender"), answer.Json.GetProperty("count").GetInt32()));
        Assert.Contains("\"2\"", (await Host.AuditedAsync(user.UserId, CategoryActions.ArchiveAll)).Details, StringComparison.Ordinal);
        (await user.PostAsync("/api/v1/senders/stranger@example.org/archive-all")).IsProblem(404, "not_found");
        (await user.PostAsync($"/api/v1/senders/{new string('x', 300)}/archive-all")).IsProblem(404, "not_found");
    }

    [DovecotPostgresFact]
    public async Task ArchiveAll_OfASender_ArchivesItsMailOnTheServer()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        foreach (var subject in new[] { "one", "two", "three" })
            await dovecot.Mailbox("ann").AddAsync("INBOX", DovecotSeries.Message(subject));
        using var user = await Host.RegisterAsync();
        await LabelEditTests.ConnectAsync(user, dovecot);
        await Eventually.True(async () => (await user.GetAsync("/api/v1/inbox")).Json.GetProperty("total").GetInt32() == 3);
        var sender = (await user.GetAsync("/api/v1/inbox")).Json.GetProperty("items")[0].GetProperty("from_email").GetString();

        Assert.Equal(202, (int)(await user.PostAsync($"/api/v1/senders/{sender}/archive-all")).Status);

        await Eventually.True(async () => (await user.GetAsync("/api/v1/inbox")).Json.GetProperty("total").GetInt32() == 0);
        Assert.Equal(3, (await user.GetAsync("/api/v1/emails?label=archive")).Json.GetProperty("total").GetInt32());
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(ApiClient user) => [.. (await user.GetAsync(Path)).Json.GetProperty("items").EnumerateArray()];

    private static async Task<string?> CategoryAsync(ApiClient user, string id) =>
        (await user.GetAsync($"/api/v1/emails/{id}")).Json.GetProperty("category").GetString();
}
