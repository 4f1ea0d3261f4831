using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>A session that was opened a while ago makes nothing that outlives it, and ends no others, before its user has shown again who it is.</summary>
public sealed class FreshProofTests
{
    private readonly ShiftedClock _clock = new();

    [PostgresFact]
    public async Task OldSession_AsksForAProofThatLastsAWhile()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Account.Password });
        using (var young = new ApiClient(host, session.Text("access_token")))
            Assert.Equal(201, (int)(await MakeKeyAsync(young, "mail:modify")).Status);
        await anonymous.PostAsync("/api/v1/auth/login", new { email, password = Account.Password });
        _clock.Advance(TimeSpan.FromMinutes(16));
        using var user = await RefreshAsync(host, session);

        (await MakeKeyAsync(user, "mail:read", "mail:modify")).IsProblem(403, "proof_required");
        Assert.Equal(201, (int)(await MakeKeyAsync(user, "mail:read", "events:read")).Status);
        (await user.DeleteAsync($"/api/v1/auth/sessions/{await OtherAsync(user)}")).IsProblem(403, "proof_required");
        (await user.PostAsync("/api/v1/auth/logout-all")).IsProblem(403, "proof_required");
        (await user.PostAsync("/api/v1/auth/confirm", new { })).IsProblem(400, "validation_failed");
        (await user.PostAsync("/api/v1/auth/confirm", new { password = "wrong password" })).IsProblem(403, "wrong_password");
        (await MakeKeyAsync(user, "mail:modify")).IsProblem(403, "proof_required");

        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/confirm", new { password = Account.Password })).Status);

        Assert.Equal(201, (int)(await MakeKeyAsync(user, "mail:modify")).Status);
        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/auth/sessions/{await OtherAsync(user)}")).Status);
        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/logout-all")).Status);
    }

    [PostgresFact]
    public async Task OldSession_EndsItselfWithoutProof()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = Account.Password });
        _clock.Advance(TimeSpan.FromMinutes(16));
        using var user = await RefreshAsync(host, session);

        Assert.Equal(204, (int)(await user.DeleteAsync("/api/v1/auth/sessions/current")).Status);
    }

    [PostgresFact]
    public async Task Confirm_WithSecondFactor_NeedsACodeToo()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = Account.Password });
        string secret;
        using (var young = new ApiClient(host, session.Text("access_token")))
        {
            secret = (await young.PostAsync("/api/v1/auth/mfa/totp", new { password = Account.Password })).Text("secret");
            Assert.Equal(200, (int)(await young.PostAsync("/api/v1/auth/mfa/totp/confirm", new { code = Authenticator.Code(secret, _clock.GetUtcNow()) })).Status);
        }

        _clock.Advance(TimeSpan.FromMinutes(16));
        using var user = await RefreshAsync(host, session);
        (await user.PostAsync("/api/v1/auth/confirm", new { password = Account.Password })).IsProblem(400, "validation_failed");
        (await user.PostAsync("/api/v1/auth/confirm", new { password = Account.Password, code = "123" })).IsProblem(403, "wrong_code");
        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/confirm", new { password = Account.Password, code = Authenticator.Code(secret, _clock.GetUtcNow()) })).Status);
        Assert.Equal(201, (int)(await MakeKeyAsync(user, "mail:modify")).Status);
    }

    [PostgresFact]
    public async Task Confirm_GuessedTooOften_HasToWait()
    {
        await using var host = await ApiHost.StartAsync(new ShiftedClock(runs: false), settings: new Dictionary<string, string?> { ["Accounts:Lockout:AccountFailures"] = "3" });
        using var user = await host.RegisterAsync();
        for (var i = 0; i < 3; i++)
            (await user.PostAsync("/api/v1/auth/confirm", new { password = "wrong password" })).IsProblem(403, "wrong_password");

        (await user.PostAsync("/api/v1/auth/confirm", new { password = "correct horse" })).IsProblem(429, "too_many_attempts");
    }

    private static Task<ApiAnswer> MakeKeyAsync(ApiClient user, params string[] scopes) => user.PostAsync("/api/v1/api-keys", new { name = "program", scopes });

    private static async Task<string> OtherAsync(ApiClient user) =>
        (await user.GetAsync("/api/v1/auth/sessions")).Json.GetProperty("items").EnumerateArray()
            .First(session => !session.GetProperty("current").GetBoolean()).GetProperty("id").GetString()!;

    private static async Task<ApiClient> RefreshAsync(ApiHost host, ApiAnswer session)
    {
        using var anonymous = host.Anonymous();
        return new ApiClient(host, (await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") })).Text("access_token"));
    }
}
