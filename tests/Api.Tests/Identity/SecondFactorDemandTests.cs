using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Where a second factor is demanded, a session without one is good for nothing but to enrol one.</summary>
public sealed class SecondFactorDemandTests : IDisposable
{
    private readonly MailFolder _mails = new();

    public void Dispose() => _mails.Dispose();

    [PostgresFact]
    public async Task Everyone_MayOnlyEnrolBeforeAnythingElse()
    {
        await using var host = await StartAsync("everyone");
        using var user = await host.RegisterAsync();

        var refused = (await user.GetAsync("/api/v1/profile")).IsProblem(403, "second_factor_required");
        Assert.Contains("/api/v1/auth/mfa/totp", refused.Text("detail"), StringComparison.Ordinal);
        (await user.GetAsync("/api/v1/events/stream")).IsProblem(403, "second_factor_required");
        (await user.PostAsync("/api/v1/api-keys", new { name = "x", scopes = new[] { "mail:read" } })).IsProblem(403, "second_factor_required");
        (await user.DeleteAsync("/api/v1/auth/sessions/current")).IsProblem(403, "second_factor_required");
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/auth/mfa")).Status);
        await EnrolAsync(user);

        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
    }

    [PostgresFact]
    public async Task Everyone_SwitchingItOff_IsBackToEnrolling_AndKeysWorkOn()
    {
        await using var host = await StartAsync("everyone");
        using var user = await host.RegisterAsync();
        var codes = await EnrolAsync(user);
        var key = (await user.PostAsync("/api/v1/api-keys", new { name = "program", scopes = new[] { "account:read" } })).Text("key");

        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/mfa/totp/disable", new { password = "correct horse", code = codes[0] })).Status);

        (await user.GetAsync("/api/v1/profile")).IsProblem(403, "second_factor_required");
        using var program = new ApiClient(host, key);
        Assert.Equal(200, (int)(await program.GetAsync("/api/v1/profile")).Status);
    }

    [PostgresFact]
    public async Task Administrators_NeedOneAndUsersDoNot()
    {
        await using var host = await StartAsync("administrators");
        using var user = await host.RegisterAsync();
        using var admin = await host.RegisterAdminAsync();

        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
        (await admin.GetAsync("/api/v1/admin/stats")).IsProblem(403, "second_factor_required");
        await EnrolAsync(admin);
        Assert.Equal(200, (int)(await admin.GetAsync("/api/v1/admin/stats")).Status);

        await admin.PatchAsync($"/api/v1/admin/users/{user.UserId:N}", new { role = "admin" });
        (await user.GetAsync("/api/v1/profile")).IsProblem(403, "second_factor_required");
    }

    [PostgresFact]
    public async Task Reset_ByAnAdministrator_EndsSessionsTellsTheOwnerAndIsAudited()
    {
        await using var host = await StartAsync("optional");
        using var admin = await host.RegisterAdminAsync();
        using var user = await host.RegisterAsync();
        var path = $"/api/v1/admin/users/{user.UserId:N}/mfa";
        var email = (await user.GetAsync("/api/v1/profile")).Text("email");
        (await admin.DeleteAsync(path)).IsProblem(409, "second_factor_off");
        await EnrolAsync(user);
        using var anonymous = host.Anonymous();
        var challenge = (await LoginAsync(anonymous, email)).Text("challenge_token");

        (await user.DeleteAsync(path)).IsProblem(403, "missing_permission");
        Assert.Equal(204, (int)(await admin.DeleteAsync(path)).Status);

        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        (await anonymous.PostAsync("/api/v1/auth/mfa", new { challenge_token = challenge, code = "123456" })).IsProblem(400, "invalid_token");
        Assert.Equal(200, (int)(await LoginAsync(anonymous, email)).Status); // without a code
        await Eventually.True(async () => (await _mails.TakeAsync(email)).Contains("Second factor removed", StringComparison.Ordinal));
        var log = await admin.GetAsync("/api/v1/admin/audit-logs?action=auth.reset_second_factor");
        Assert.Single(log.Json.GetProperty("items").EnumerateArray());
        (await admin.DeleteAsync($"/api/v1/admin/users/{Guid.NewGuid():N}/mfa")).IsProblem(404, "not_found");
    }

    private Task<ApiHost> StartAsync(string demand) =>
        ApiHost.StartAsync(settings: new Dictionary<string, string?>(_mails.Settings) { ["Accounts:SecondFactor"] = demand });

    private static Task<ApiAnswer> LoginAsync(ApiClient anonymous, string email) => anonymous.PostAsync("/api/v1/auth/login", new { email, password = "correct horse" });

    private static async Task<IReadOnlyList<string>> EnrolAsync(ApiClient user)
    {
        var secret = (await user.PostAsync("/api/v1/auth/mfa/totp", new { password = "correct horse" })).Text("secret");
        var confirmed = await user.PostAsync("/api/v1/auth/mfa/totp/confirm", new { code = Authenticator.Code(secret, TimeProvider.System.GetUtcNow()) });
        return [.. confirmed.Json.GetProperty("recovery_codes").EnumerateArray().Select(code => code.GetString()!)];
    }
}
