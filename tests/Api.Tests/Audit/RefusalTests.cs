using System.Globalization;
using System.Text.Json;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Audit;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Audit;

/// <summary>Who is not let in is in the log; a flood is a few entries that count it.</summary>
public sealed class RefusalTests
{
    private const string Profile = "/api/v1/profile";

    [PostgresFact]
    public async Task Refusals_OfTokensKeysAndPermissions_AreInTheLogWithAReason()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock);
        using var anonymous = host.Anonymous();
        using var forger = new ApiClient(host, "not.a.token");
        using var user = await host.RegisterAsync();
        await forger.GetAsync(Profile);
        Assert.Equal((AuditEntry.Instance, "invalid"), await ReasonAsync(host, AuditLogActions.RefuseToken));

        (await user.GetAsync("/api/v1/admin/stats")).IsProblem(403, "missing_permission");
        Assert.Equal((user.UserId, "missing_permission"), await ReasonAsync(host, AuditLogActions.RefuseAccess));

        var elsewhere = (await user.PostAsync(KeyCalls.Path, new { name = "x", scopes = new[] { "account:read" }, allowed_addresses = new[] { "192.0.2.0/24" } })).Text("key");
        (await anonymous.GetWithKeyAsync(Profile, elsewhere)).IsProblem(401, "unauthenticated");
        Assert.Equal((user.UserId, "address"), await ReasonAsync(host, AuditLogActions.RefuseApiKey));

        var revoked = await user.CreateAsync("account:read");
        await user.DeleteAsync($"{KeyCalls.Path}/{revoked.Text("id")}");
        await anonymous.GetWithKeyAsync(Profile, revoked.Text("key"));
        await Eventually.True(async () => await ReasonAsync(host, AuditLogActions.RefuseApiKey) == (AuditEntry.Instance, "unknown"));
        await anonymous.GetWithKeyAsync(Profile, "ea_nonsense");
        await Eventually.True(async () => await ReasonAsync(host, AuditLogActions.RefuseApiKey) == (AuditEntry.Instance, "malformed"));

        var expiring = await user.PostAsync(KeyCalls.Path, new { name = "x", scopes = new[] { "account:read" }, expires_at = clock.GetUtcNow().AddHours(1) });
        clock.Advance(TimeSpan.FromHours(2));
        await anonymous.GetWithKeyAsync(Profile, expiring.Text("key"));
        await Eventually.True(async () => await ReasonAsync(host, AuditLogActions.RefuseApiKey) == (user.UserId, "expired"));
        (await user.GetAsync(Profile)).IsProblem(401, "unauthenticated");
        await Eventually.True(async () => await ReasonAsync(host, AuditLogActions.RefuseToken) == (AuditEntry.Instance, "expired"));
        Assert.DoesNotContain(expiring.Text("key"), await AllTextAsync(host), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Flood_OverTheLimit_IsAFewEntriesThatCountIt()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["RateLimits:Read:PerUser"] = "5" });
        using var user = await host.RegisterAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => user.GetAsync(Profile)));
        await host.AuditedAsync(user.UserId, AuditLogActions.LimitRate, "refused");
        await host.StopAsync(); // what was counted since is told now or at the stop

        Assert.InRange(await CountAsync(host), 1, 3);
    }

    [Fact]
    public void Tally_OfManyCallersForHours_IsBoundedAndLosesNoRequest()
    {
        var (tally, random, told, counted) = (new RefusalTally(), new Random(7), 0L, 0L); // seed 7
        for (var second = 0; second < 7200; second++)
        {
            for (var i = 0; i < 50; i++, counted++)
                tally.Count(new RefusedRequests(RefusalKind.Token, "invalid", null, null, null, null, 1), random.Next(100_000).ToString(CultureInfo.InvariantCulture));
            var taken = tally.Take(TimeSpan.FromSeconds(second));
            Assert.InRange(taken.Count, 0, RefusalTally.MaxCallers + 1);
            told += taken.Sum(refused => refused.Count);
        }

        told += tally.Take(TimeSpan.FromHours(3)).Sum(refused => refused.Count);
        Assert.Equal(counted, told);
    }

    [Fact]
    public void Tally_OfOneCaller_TellsTheFirstAtOnceAndTheOthersTogetherOnceAMinute()
    {
        var tally = new RefusalTally();
        var one = new RefusedRequests(RefusalKind.RateLimit, "rate_limited", "read", Guid.NewGuid(), null, null, 1);
        tally.Count(one, "a");
        Assert.Equal([1L], tally.Take(TimeSpan.Zero).Select(refused => refused.Count));
        for (var i = 0; i < 100; i++)
            tally.Count(one, "a");
        Assert.Empty(tally.Take(TimeSpan.FromSeconds(59)));
        Assert.Equal([100L], tally.Take(TimeSpan.FromSeconds(60)).Select(refused => refused.Count));
        Assert.Empty(tally.Take(TimeSpan.FromMinutes(2)));
        tally.Count(one, "a");
        Assert.Single(tally.Take(TimeSpan.FromMinutes(2)));
    }

    private static async Task<(Guid Chain, string? Reason)> ReasonAsync(ApiHost host, string action)
    {
        var entry = await host.AuditedAsync(null, action, "refused");
        using var details = JsonDocument.Parse(entry.Details);
        return (entry.Position.ChainId, details.RootElement.GetProperty("reason").GetString());
    }

    private static async Task<string> AllTextAsync(ApiHost host) => string.Join('\n', (await RowsAsync(host)).Select(row => row.ToString()));

    private static async Task<long> CountAsync(ApiHost host) => (await RowsAsync(host)).Count(row => row.Action == AuditLogActions.LimitRate);

    private static Task<IReadOnlyList<AuditRecord>> RowsAsync(ApiHost host) =>
        host.Services.GetRequiredService<AuditReader>().ListAsync(new AuditFilter(null, null, null, null, null, 200, null), after: null, default);
}
