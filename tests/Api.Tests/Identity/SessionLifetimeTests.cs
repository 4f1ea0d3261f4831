using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Sessions end at last, however much they are used.</summary>
public sealed class SessionLifetimeTests
{
    private readonly ShiftedClock _clock = new(runs: false);

    [PostgresFact]
    public async Task Session_RefreshedAgainAndAgain_EndsNinetyDaysAfterTheLogin()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = Account.Password });
        var opened = _clock.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromDays(28));
            session = await RefreshAsync(anonymous, session);
            Assert.Equal(200, (int)session.Status);
        }

        using var user = new ApiClient(host, session.Text("access_token"));
        var listed = Assert.Single((await user.GetAsync("/api/v1/auth/sessions")).Json.GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(opened.AddDays(90), listed.GetProperty("expires_at").GetDateTimeOffset(), TimeSpan.FromMinutes(5));
        _clock.Advance(TimeSpan.FromDays(7)); // well within the sliding 30 days
        (await RefreshAsync(anonymous, session)).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task AccessToken_LivesFifteenMinutesAndNotAMinuteMore()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var user = await host.RegisterAsync();
        _clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(30));
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
    }

    [PostgresFact]
    public async Task Session_OfAShorterLifetimeThanWhenItWasOpened_EndsByTheNewOne()
    {
        await using var database = await TestDatabase.CreateAsync();
        ApiAnswer session;
        await using (var before = await ApiHost.StartAsync(_clock, database: database))
        {
            using var first = before.Anonymous();
            session = await first.PostAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = Account.Password });
        }

        await using var host = await ApiHost.StartAsync(_clock, database: database, settings: new Dictionary<string, string?> { ["Accounts:SessionLifetime"] = "1.00:00:00" });
        using var anonymous = host.Anonymous();
        _clock.Advance(TimeSpan.FromHours(23));
        session = await RefreshAsync(anonymous, session);
        Assert.Equal(200, (int)session.Status);
        _clock.Advance(TimeSpan.FromHours(2));
        (await RefreshAsync(anonymous, session)).IsProblem(401, "invalid_refresh_token");
    }

    private static Task<ApiAnswer> RefreshAsync(ApiClient anonymous, ApiAnswer session) =>
        anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") });
}
