using System.Security.Cryptography;
using System.Text;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Admin;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Admin;

/// <summary>Nobody is administrator until somebody uses the link that the start of the instance made; then exactly one is.</summary>
public sealed class SetupTests
{
    private const string Token = "a token of this test";

    private static readonly Dictionary<string, string?> Offering = new()
    {
        ["Setup:TokenHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token))),
        ["Setup:Lifetime"] = "01:00:00",
    };

    private static readonly string Link = $"/api/v1/setup/{Uri.EscapeDataString(Token)}";

    [PostgresFact]
    public async Task Link_ClaimedByManyAtOnce_MakesOneAdministrator()
    {
        await using var host = await ApiHost.StartAsync(settings: Offering);
        var users = new List<ApiClient>();
        for (var i = 0; i < 5; i++)
            users.Add(await host.RegisterAsync());
        (await users[0].GetAsync("/api/v1/admin/stats")).IsProblem(403, "missing_permission"); // also the first to register
        Assert.Equal(200, (int)(await users[0].GetAsync(Link)).Status);
        (await users[0].PostAsync(Link + "x")).IsProblem(404, "not_found");

        var answers = await Task.WhenAll(users.Select(user => user.PostAsync(Link)));

        Assert.Equal([204, 404, 404, 404, 404], answers.Select(answer => (int)answer.Status).Order());
        var statuses = await Task.WhenAll(users.Select(async user => (int)(await user.GetAsync("/api/v1/admin/stats")).Status));
        Assert.Equal([200, 403, 403, 403, 403], statuses.Order());
        (await users[0].GetAsync(Link)).IsProblem(404, "not_found");
        await host.AuditedAsync(users[Array.IndexOf(statuses, 200)].UserId, AdminActions.ClaimSetup);
        await host.AuditedAsync(null, AdminActions.ClaimSetup, "refused");
        await RefuseToLoseTheLastAsync(users, statuses);
        users.ForEach(user => user.Dispose());
    }

    [PostgresFact]
    public async Task Link_AfterItsTime_IsNotGood()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock, settings: Offering);
        using var user = await host.RegisterAsync();
        clock.Advance(TimeSpan.FromMinutes(61));
        using var later = await host.RegisterAsync();

        (await later.GetAsync(Link)).IsProblem(404, "not_found");
        (await later.PostAsync(Link)).IsProblem(404, "not_found");
    }

    private static async Task RefuseToLoseTheLastAsync(List<ApiClient> users, int[] statuses)
    {
        var admin = users[Array.IndexOf(statuses, 200)];
        var path = $"/api/v1/admin/users/{admin.UserId:N}";
        (await admin.PatchAsync(path, new { disabled = true })).IsProblem(409, "last_admin");
        (await admin.PatchAsync(path, new { role = "user" })).IsProblem(409, "last_admin");

        // Two who would each be the last without the other.
        var second = users[Array.IndexOf(statuses, 403)];
        await admin.PatchAsync($"/api/v1/admin/users/{second.UserId:N}", new { role = "admin" });
        var demotions = await Task.WhenAll(
            admin.PatchAsync($"/api/v1/admin/users/{second.UserId:N}", new { role = "user" }),
            second.PatchAsync(path, new { role = "user" }));
        Assert.Single(demotions, answer => (int)answer.Status == 200);
    }
}
