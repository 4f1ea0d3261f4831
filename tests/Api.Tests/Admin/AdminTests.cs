using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Admin;

/// <summary>What administrators see and do.</summary>
[Collection(ApiTests.Name)]
public sealed class AdminTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Users_Searched_AreFoundByAddressAndName()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        await user.PatchAsync("/api/v1/profile", new { first_name = "Grace", last_name = $"H_{user.UserId:N}" });

        foreach (var search in (string[])[$"h_{user.UserId:N}", $"Grace%20H_{user.UserId:N}"])
        {
            var found = (await admin.GetAsync($"/api/v1/admin/users?q={search}")).Json.GetProperty("items").EnumerateArray().Single();
            Assert.Equal((user.UserId.ToString("N"), "user", false), (found.GetProperty("id").GetString(), found.GetProperty("role").GetString(), found.GetProperty("disabled").GetBoolean()));
        }

        Assert.Empty((await admin.GetAsync("/api/v1/admin/users?q=%25_no_such")).Json.GetProperty("items").EnumerateArray());
    }

    [PostgresFact]
    public async Task Users_ByPages_AreAllOfThemOnce()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        for (var i = 0; i < 3; i++)
            (await fixture.Host.RegisterAsync()).Dispose();

        var (seen, after) = (new List<string>(), "");
        while (seen.Count < 1000)
        {
            var page = await admin.GetAsync($"/api/v1/admin/users?limit=2&after={after}");
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (page.Json.GetProperty("next_after").GetString() is not { } next)
                break;
            after = next;
        }

        Assert.Equal(seen.Distinct().Count(), seen.Count);
        Assert.Contains(admin.UserId.ToString("N"), seen);
        (await admin.GetAsync("/api/v1/admin/users?after=nonsense")).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task DisabledUser_IsOutAtOnceAndBackWithANewLogin()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        var path = $"/api/v1/admin/users/{user.UserId:N}";

        Assert.True((await admin.PatchAsync(path, new { disabled = true })).Json.GetProperty("disabled").GetBoolean());
        (await user.GetAsync("/api/v1/profile")).IsProblem(403, "account_disabled");

        Assert.False((await admin.PatchAsync(path, new { disabled = false })).Json.GetProperty("disabled").GetBoolean());
        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated"); // its session was ended
    }

    [PostgresFact]
    public async Task Role_GivenAndTaken_ActsAtOnce()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        var path = $"/api/v1/admin/users/{user.UserId:N}";
        (await user.GetAsync("/api/v1/admin/stats")).IsProblem(403, "missing_permission");

        await admin.PatchAsync(path, new { role = "admin" });
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/admin/stats")).Status);

        await admin.PatchAsync(path, new { role = "user" });
        (await user.GetAsync("/api/v1/admin/stats")).IsProblem(403, "missing_permission");
        (await admin.PatchAsync(path, new { role = "owner" })).IsProblem(400, "validation_failed");
        (await admin.PatchAsync(path, new { })).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task Session_EndedByAnAdministrator_IsRefusedAtOnce()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        var sessions = (await admin.GetAsync($"/api/v1/admin/users/{user.UserId:N}/sessions")).Json.GetProperty("items").EnumerateArray().ToList();
        var path = $"/api/v1/admin/users/{user.UserId:N}/sessions/{Assert.Single(sessions).GetProperty("id").GetString()}";

        Assert.Equal(204, (int)(await admin.DeleteAsync(path)).Status);

        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        (await admin.DeleteAsync(path)).IsProblem(404, "not_found");
        Assert.Empty((await admin.GetAsync($"/api/v1/admin/users/{user.UserId:N}/sessions")).Json.GetProperty("items").EnumerateArray());
        (await admin.GetAsync($"/api/v1/admin/users/{Guid.NewGuid():N}/sessions")).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Stats_CountUsersConnectionsAndMessages_AtMostOnceInTenSeconds()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock);
        using var admin = await host.RegisterAdminAsync();
        using var user = await host.RegisterAsync();
        var before = (await admin.GetAsync("/api/v1/admin/stats")).Json;
        var seed = await MailSeed.CreateAsync(user);
        await seed.AddAsync(3);
        Assert.Equal(before.GetProperty("as_of").GetDateTimeOffset(), (await admin.GetAsync("/api/v1/admin/stats")).Json.GetProperty("as_of").GetDateTimeOffset());
        clock.Advance(TimeSpan.FromSeconds(11));

        var after = (await admin.GetAsync("/api/v1/admin/stats")).Json;

        Assert.True(after.GetProperty("as_of").GetDateTimeOffset() >= before.GetProperty("as_of").GetDateTimeOffset() + TimeSpan.FromSeconds(10));
        Assert.Equal(before.GetProperty("messages").GetInt64() + 3, after.GetProperty("messages").GetInt64());
        Assert.True(after.GetProperty("users").GetProperty("total").GetInt64() >= 2);
        Assert.True(after.GetProperty("connections").EnumerateObject().Any());
        Assert.Equal(0, after.GetProperty("backlog").GetProperty("pushes_pending").GetInt64());
    }

    [PostgresFact]
    public async Task Connections_FailingAndStale_AreListedWithoutAddresses()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        foreach (var state in (string[])["failing", "stale"])
        {
            var page = await admin.GetAsync($"/api/v1/admin/connections?state={state}");
            Assert.Equal(200, (int)page.Status);
            Assert.DoesNotContain("@", System.Text.Encoding.UTF8.GetString(page.Body), StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task DetailedHealth_SaysHowEachPartDoes()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        var report = (await admin.GetAsync("/health/detailed")).Json;
        Assert.Equal(["database", "mailboxes", "pushes", "audit_log"], report.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()));
    }
}
