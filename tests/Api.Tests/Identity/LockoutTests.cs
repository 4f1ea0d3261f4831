using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

public sealed class LockoutTests
{
    private const string Password = "correct horse battery";

    private static readonly Dictionary<string, string?> Few = new() { ["Accounts:Lockout:AccountFailures"] = "3", ["Accounts:Lockout:LongestWait"] = "00:00:04" };

    [PostgresFact]
    public async Task Login_WrongTooOften_WaitsTheSameForKnownAndUnknownAccounts()
    {
        await using var host = await ApiHost.StartAsync(new ShiftedClock(runs: false), settings: Few);
        using var anonymous = host.Anonymous();
        var email = await RegisterAsync(anonymous);

        foreach (var account in new[] { email, $"{Guid.NewGuid():N}@example.org", "not an address" })
        {
            for (var i = 0; i < 3; i++)
                (await LoginAsync(anonymous, account, "wrong password")).IsProblem(401, "invalid_credentials");
            var refused = (await LoginAsync(anonymous, account, Password)).IsProblem(429, "too_many_attempts");
            Assert.Equal("1", refused.Header("Retry-After"));
        }
    }

    [PostgresFact]
    public async Task Login_AfterTheWait_LetsTheOwnerInAndForgetsTheFailures()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock, settings: Few);
        using var anonymous = host.Anonymous();
        var email = await RegisterAsync(anonymous);
        for (var i = 0; i < 10; i++)
        {
            await LoginAsync(anonymous, email, "wrong password");
            clock.Advance(TimeSpan.FromSeconds(4)); // the longest wait: strangers can do no more
        }

        Assert.Equal(200, (int)(await LoginAsync(anonymous, email, Password)).Status);
        for (var i = 0; i < 3; i++)
            (await LoginAsync(anonymous, email, "wrong password")).IsProblem(401, "invalid_credentials");
    }

    [PostgresFact]
    public async Task Login_ManyGuessesAtTheSameTime_AreCountedAll()
    {
        await using var host = await ApiHost.StartAsync(new ShiftedClock(runs: false), settings: new Dictionary<string, string?> { ["Accounts:Lockout:AccountFailures"] = "3" });
        using var anonymous = host.Anonymous();
        var email = await RegisterAsync(anonymous);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => LoginAsync(anonymous, email, "wrong password")));

        Assert.Equal(3, answers.Count(answer => (int)answer.Status == 401));
        Assert.Equal(37, answers.Count(answer => (int)answer.Status == 429));
    }

    [PostgresFact]
    public async Task Locked_Account_GoesOnInItsSessions()
    {
        await using var host = await ApiHost.StartAsync(settings: Few);
        using var anonymous = host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        for (var i = 0; i < 6; i++)
            await LoginAsync(anonymous, email, "wrong password");

        using var user = new ApiClient(host, session.Text("access_token"));
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") })).Status);
        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/change-password", new { current_password = Password, new_password = "another horse battery" })).Status);
    }

    [PostgresFact]
    public async Task LoginStorm_LeavesOtherRequestsServed()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Accounts:Lockout:AccountFailures"] = "10000" }, cheapPasswords: false);
        using var user = await host.RegisterAsync();
        using var anonymous = host.Anonymous();
        var storm = Task.WhenAll(Enumerable.Range(0, 150).Select(i => LoginAsync(anonymous, $"storm{i}@example.org", "wrong password")));

        var served = 0;
        while (!storm.IsCompleted)
        {
            Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
            served++;
        }

        Assert.True(served > 20, $"Only {served} requests were served during the storm.");
        Assert.All(await storm, answer => Assert.Contains((int)answer.Status, new[] { 401, 503 }));
    }

    private static async Task<string> RegisterAsync(ApiClient anonymous)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        Assert.Equal(201, (int)(await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password })).Status);
        return email;
    }

    private static Task<ApiAnswer> LoginAsync(ApiClient anonymous, string email, string password) =>
        anonymous.PostAsync("/api/v1/auth/login", new { email, password });
}
