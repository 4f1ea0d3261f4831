using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Identity;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

public sealed class SecondFactorTests
{
    private const string Password = "correct horse battery";

    private readonly ShiftedClock _clock = new();

    [PostgresFact]
    public async Task Login_WithSecondFactor_NeedsACodeThatIsGoodOnce()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var (email, secret, _, user) = await EnrolAsync(host);
        Assert.True((await user.GetAsync("/api/v1/auth/mfa")).Json.GetProperty("enabled").GetBoolean());

        var confirmed = Authenticator.Code(secret, _clock.GetUtcNow());
        var first = await ChallengeAsync(anonymous, email);
        (await FinishAsync(anonymous, first, confirmed)).IsProblem(403, "wrong_code"); // used to switch it on
        (await FinishAsync(anonymous, first, "abcdef")).IsProblem(403, "wrong_code");
        _clock.Advance(TimeSpan.FromSeconds(60));
        var code = Authenticator.Code(secret, _clock.GetUtcNow());
        var session = await FinishAsync(anonymous, first, $"{code[..3]} {code[3..]}");
        Assert.Equal(200, (int)session.Status);
        using (var again = new ApiClient(host, session.Text("access_token")))
            Assert.Equal(200, (int)(await again.GetAsync("/api/v1/profile")).Status);

        (await FinishAsync(anonymous, first, code)).IsProblem(400, "invalid_token");
        (await FinishAsync(anonymous, await ChallengeAsync(anonymous, email), code)).IsProblem(403, "wrong_code");
        user.Dispose();
    }

    [PostgresFact]
    public async Task Login_SameCodeAtTheSameTime_OpensOneSession()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var (email, secret, _, user) = await EnrolAsync(host);
        var challenges = new[] { await ChallengeAsync(anonymous, email), await ChallengeAsync(anonymous, email), await ChallengeAsync(anonymous, email) };
        _clock.Advance(TimeSpan.FromSeconds(60));
        var code = Authenticator.Code(secret, _clock.GetUtcNow());

        var answers = await Task.WhenAll(challenges.Select(challenge => FinishAsync(anonymous, challenge, code)));

        Assert.Single(answers, answer => (int)answer.Status == 200);
        user.Dispose();
    }

    [PostgresFact]
    public async Task RecoveryCode_IsGoodOnce_AndUntilNewOnesAreMade()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var (email, secret, codes, user) = await EnrolAsync(host);
        Assert.Equal(10, codes.Distinct().Count());

        Assert.Equal(200, (int)(await FinishAsync(anonymous, await ChallengeAsync(anonymous, email), codes[0].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))).Status);
        (await FinishAsync(anonymous, await ChallengeAsync(anonymous, email), codes[0])).IsProblem(403, "wrong_code");
        Assert.Equal(9, (await user.GetAsync("/api/v1/auth/mfa")).Json.GetProperty("recovery_codes_left").GetInt32());

        _clock.Advance(TimeSpan.FromSeconds(60));
        var renewed = await user.PostAsync("/api/v1/auth/mfa/recovery-codes", new { password = Password, code = Authenticator.Code(secret, _clock.GetUtcNow()) });
        Assert.Equal(10, renewed.Json.GetProperty("recovery_codes").GetArrayLength());
        (await FinishAsync(anonymous, await ChallengeAsync(anonymous, email), codes[1])).IsProblem(403, "wrong_code");
        await host.AuditedAsync(null, IdentityActions.RecoveryCodes);
        user.Dispose();
    }

    [PostgresFact]
    public async Task Disable_NeedsPasswordAndCode()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var (email, secret, codes, user) = await EnrolAsync(host);
        _clock.Advance(TimeSpan.FromSeconds(60));
        var code = Authenticator.Code(secret, _clock.GetUtcNow());

        (await user.PostAsync("/api/v1/auth/mfa/totp/disable", new { password = "wrong password", code })).IsProblem(403, "wrong_password");
        (await user.PostAsync("/api/v1/auth/mfa/totp/disable", new { password = Password, code = "000" })).IsProblem(403, "wrong_code");
        (await user.PostAsync("/api/v1/auth/mfa/totp", new { password = Password })).IsProblem(409, "second_factor_on");
        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/mfa/totp/disable", new { password = Password, code = codes[3] })).Status);
        (await user.PostAsync("/api/v1/auth/mfa/totp/disable", new { password = Password, code })).IsProblem(409, "second_factor_off");
        Assert.Equal(200, (int)(await LoginAsync(anonymous, email)).Status);
        await host.AuditedAsync(null, IdentityActions.SecondFactorOn);
        await host.AuditedAsync(null, IdentityActions.SecondFactorOff);
        user.Dispose();
    }

    [PostgresFact]
    public async Task Challenge_TooOldOrBeforeAPasswordChange_IsRefused()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var (email, _, codes, user) = await EnrolAsync(host);

        var old = await ChallengeAsync(anonymous, email);
        _clock.Advance(TimeSpan.FromMinutes(6));
        (await FinishAsync(anonymous, old, codes[0])).IsProblem(400, "invalid_token");
        var stolen = await ChallengeAsync(anonymous, email);
        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/change-password", new { current_password = Password, new_password = "another horse battery" })).Status);
        (await FinishAsync(anonymous, stolen, codes[0])).IsProblem(400, "invalid_token");
        (await FinishAsync(anonymous, "nonsense", codes[0])).IsProblem(400, "invalid_token");
        user.Dispose();
    }

    [PostgresFact]
    public async Task Codes_GuessedTooOften_HaveToWait()
    {
        await using var host = await ApiHost.StartAsync(_clock, settings: new Dictionary<string, string?> { ["Accounts:Lockout:AccountFailures"] = "3" });
        using var anonymous = host.Anonymous();
        var (email, _, _, user) = await EnrolAsync(host);
        var challenge = await ChallengeAsync(anonymous, email);

        for (var i = 0; i < 3; i++)
            (await FinishAsync(anonymous, challenge, "12345")).IsProblem(403, "wrong_code");
        (await FinishAsync(anonymous, challenge, "12345")).IsProblem(429, "too_many_attempts");
        user.Dispose();
    }

    [PostgresFact]
    public async Task Enrolment_NotConfirmed_ChangesNothing()
    {
        await using var host = await ApiHost.StartAsync(_clock);
        using var anonymous = host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        using var user = new ApiClient(host, (await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password })).Text("access_token"));

        (await user.PostAsync("/api/v1/auth/mfa/totp/confirm", new { code = "123456" })).IsProblem(409, "second_factor_off");
        (await user.PostAsync("/api/v1/auth/mfa/totp", new { password = "wrong password" })).IsProblem(403, "wrong_password");
        var offered = await user.PostAsync("/api/v1/auth/mfa/totp", new { password = Password });
        Assert.Contains($"otpauth://totp/EmailAgent:{Uri.EscapeDataString(email)}?secret={offered.Text("secret")}&issuer=EmailAgent", offered.Text("otpauth_uri"), StringComparison.Ordinal);
        (await user.PostAsync("/api/v1/auth/mfa/totp/confirm", new { code = "not it" })).IsProblem(403, "wrong_code");

        Assert.Equal(200, (int)(await LoginAsync(anonymous, email)).Status);
    }

    private async Task<(string Email, string Secret, IReadOnlyList<string> Codes, ApiClient User)> EnrolAsync(ApiHost host)
    {
        using var anonymous = host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var user = new ApiClient(host, (await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password })).Text("access_token"));
        var secret = (await user.PostAsync("/api/v1/auth/mfa/totp", new { password = Password })).Text("secret");
        var confirmed = await user.PostAsync("/api/v1/auth/mfa/totp/confirm", new { code = Authenticator.Code(secret, _clock.GetUtcNow()) });
        Assert.Equal(200, (int)confirmed.Status);
        return (email, secret, [.. confirmed.Json.GetProperty("recovery_codes").EnumerateArray().Select(code => code.GetString()!)], user);
    }

    private static async Task<string> ChallengeAsync(ApiClient anonymous, string email)
    {
        var answer = await LoginAsync(anonymous, email);
        Assert.Equal(202, (int)answer.Status);
        Assert.Equal("mfa_required", answer.Text("status"));
        Assert.Equal(300, answer.Json.GetProperty("expires_in").GetInt32());
        return answer.Text("challenge_token");
    }

    private static Task<ApiAnswer> LoginAsync(ApiClient anonymous, string email) =>
        anonymous.PostAsync("/api/v1/auth/login", new { email, password = Password });

    private static Task<ApiAnswer> FinishAsync(ApiClient anonymous, string challenge, string code) =>
        anonymous.PostAsync("/api/v1/auth/mfa", new { challenge_token = challenge, code });
}
