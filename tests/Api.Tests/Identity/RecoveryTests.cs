using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Identity;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

public sealed class RecoveryTests : IDisposable
{
    private const string Password = "correct horse battery";
    private const string Other = "another horse battery";

    private readonly MailFolder _mails = new();

    public void Dispose() => _mails.Dispose();

    [PostgresFact]
    public async Task Reset_ByTheMailedToken_SetsThePasswordOnceAndEndsAllSessions()
    {
        await using var host = await ApiHost.StartAsync(settings: _mails.Settings);
        using var anonymous = host.Anonymous();
        var (email, session) = await RegisterAsync(anonymous);
        using var user = new ApiClient(host, session.Text("access_token"));
        await _mails.TakeAsync(email); // to verify

        while ((int)(await LoginAsync(anonymous, email, "a guess of strangers")).Status != 429)
        {
            // up to the first wait
        }

        await AskAsync(anonymous, "reset-password", email);
        var token = await _mails.TakeTokenAsync(email);

        (await ResetAsync(anonymous, token, "short")).IsProblem(400, "validation_failed");
        Assert.Equal(204, (int)(await ResetAsync(anonymous, token, Other)).Status);
        (await ResetAsync(anonymous, token, Password)).IsProblem(400, "invalid_token");
        await host.AuditedAsync(null, IdentityActions.ResetPassword);

        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        (await LoginAsync(anonymous, email, Password)).IsProblem(401, "invalid_credentials"); // and not 429: the owner is back
        var login = await LoginAsync(anonymous, email, Other);
        Assert.True(login.Json.GetProperty("user").GetProperty("email_verified").GetBoolean());
        Assert.Contains("Your password was changed", await _mails.TakeAsync(email), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Reset_UnknownAddress_AnswersTheSameAndMailsNobody()
    {
        await using var host = await ApiHost.StartAsync(settings: _mails.Settings);
        using var anonymous = host.Anonymous();
        var (email, _) = await RegisterAsync(anonymous);
        await _mails.TakeAsync(email);

        var unknown = await AskAsync(anonymous, "reset-password", $"{Guid.NewGuid():N}@example.org");
        var nonsense = await AskAsync(anonymous, "reset-password", "not an address");
        var known = await AskAsync(anonymous, "reset-password", email);

        Assert.Equal(known.Body, unknown.Body);
        Assert.Equal(known.Body, nonsense.Body);
        await _mails.TakeAsync(email);
        Assert.Equal(0, _mails.Count); // the mail to the known address came after the others would have
    }

    [PostgresFact]
    public async Task Reset_AskedForOften_MailsOnceInAWhileAndOnlyTheNewestTokenIsGood()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock, settings: _mails.Settings);
        using var anonymous = host.Anonymous();
        var (email, _) = await RegisterAsync(anonymous);
        await _mails.TakeAsync(email);

        await AskAsync(anonymous, "reset-password", email);
        var first = await _mails.TakeTokenAsync(email);
        for (var i = 0; i < 5; i++)
            await AskAsync(anonymous, "reset-password", email);
        clock.Advance(TimeSpan.FromMinutes(3));
        await AskAsync(anonymous, "reset-password", email.ToUpperInvariant());
        var second = await _mails.TakeTokenAsync(email);

        Assert.Equal(0, _mails.Count);
        (await ResetAsync(anonymous, first, Other)).IsProblem(400, "invalid_token");
        Assert.Equal(204, (int)(await ResetAsync(anonymous, second, Other)).Status);
    }

    [PostgresFact]
    public async Task Tokens_TooOldOrNoneOrOfAnotherPurpose_AreRefused()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock, settings: _mails.Settings);
        using var anonymous = host.Anonymous();
        var (email, session) = await RegisterAsync(anonymous);
        var verification = await _mails.TakeTokenAsync(email);
        await AskAsync(anonymous, "reset-password", email);
        var reset = await _mails.TakeTokenAsync(email);

        (await ResetAsync(anonymous, verification, Other)).IsProblem(400, "invalid_token");
        (await ResetAsync(anonymous, session.Text("refresh_token"), Other)).IsProblem(400, "invalid_token");
        (await ResetAsync(anonymous, "nonsense", Other)).IsProblem(400, "invalid_token");
        clock.Advance(TimeSpan.FromMinutes(61));
        (await ResetAsync(anonymous, reset, Other)).IsProblem(400, "invalid_token");
        Assert.Equal(204, (int)(await anonymous.PostAsync("/api/v1/auth/verify-email", new { token = verification })).Status);
        (await anonymous.PostAsync("/api/v1/auth/verify-email", new { token = verification })).IsProblem(400, "invalid_token");
    }

    [PostgresFact]
    public async Task Register_WhereAddressesAreVerifiedFirst_DoesNotTellWhetherThereIsAnAccount()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>(_mails.Settings) { ["Accounts:RequireVerifiedEmail"] = "true" });
        using var anonymous = host.Anonymous();
        var (email, answer) = await RegisterAsync(anonymous);
        var token = await _mails.TakeTokenAsync(email);

        var again = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Other });

        Assert.Equal((202, 202), ((int)answer.Status, (int)again.Status));
        Assert.Equal("verification_sent", answer.Text("status"));
        Assert.Equal(answer.Body, again.Body);
        Assert.Contains("already has an account", await _mails.TakeAsync(email), StringComparison.Ordinal);

        (await LoginAsync(anonymous, email, Other)).IsProblem(401, "invalid_credentials");
        (await LoginAsync(anonymous, email, Password)).IsProblem(403, "email_not_verified");
        Assert.Equal(204, (int)(await anonymous.PostAsync("/api/v1/auth/verify-email", new { token })).Status);
        Assert.Equal(200, (int)(await LoginAsync(anonymous, email, Password)).Status);
    }

    [PostgresFact]
    public async Task Mail_ThatCannotGoOut_IsTriedAgain()
    {
        var clock = new ShiftedClock();
        var blocked = Path.Combine(_mails.Path, "blocked");
        await File.WriteAllTextAsync(blocked, "a file where the folder should be");
        await using var host = await ApiHost.StartAsync(clock, settings: new Dictionary<string, string?> { ["Accounts:Mail:Folder"] = blocked });
        using var anonymous = host.Anonymous();
        var (email, _) = await RegisterAsync(anonymous);
        var database = (Npgsql.NpgsqlDataSource)host.Services.GetService(typeof(Npgsql.NpgsqlDataSource))!;
        await Eventually.True(async () =>
        {
            await using var command = database.CreateCommand("SELECT count(*) FROM notices WHERE attempts = 1 AND due_at < now() + interval '1 minute'");
            return (long)(await command.ExecuteScalarAsync())! == 1; // postponed, not only taken
        });

        File.Delete(blocked);
        clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(anonymous, "verify-email/resend", email); // wakes the outbox

        await Eventually.True(() => Directory.Exists(blocked) && Directory.GetFiles(blocked, "*.eml").Length == 1);
    }

    [PostfixFact]
    public async Task Mail_ByARealServer_Arrives()
    {
        if (PostgresServer.Missing is not null)
            return;
        await using var server = await PostfixServer.StartAsync();
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Accounts:Mail:Host"] = PostfixServer.Host,
            ["Accounts:Mail:Port"] = $"{server.Port}",
            ["Accounts:Mail:Security"] = "None",
            ["Accounts:Mail:From"] = $"noreply@{PostfixServer.Domain}",
            ["Accounts:PublicUrl"] = "https://mail.example.org/app/",
        });
        using var anonymous = host.Anonymous();
        var email = $"user1@{PostfixServer.Domain}";

        var registered = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        Assert.Equal(202, (int)registered.Status); // a mail server makes verification the default
        var mail = System.Text.Encoding.UTF8.GetString(await server.ReceiveAsync("user1"));

        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: Confirm your address", mail, StringComparison.Ordinal);
        const string Link = "https://mail.example.org/app/verify-email#token=";
        var flat = mail.Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal); // quoted-printable
        var token = flat[(flat.IndexOf(Link, StringComparison.Ordinal) + Link.Length)..][..64];
        Assert.Equal(204, (int)(await anonymous.PostAsync("/api/v1/auth/verify-email", new { token })).Status);
        Assert.Equal(200, (int)(await LoginAsync(anonymous, email, Password)).Status);
    }

    private static async Task<(string Email, ApiAnswer Answer)> RegisterAsync(ApiClient anonymous)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        return (email, await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password }));
    }

    private static Task<ApiAnswer> LoginAsync(ApiClient anonymous, string email, string password) =>
        anonymous.PostAsync("/api/v1/auth/login", new { email, password });

    private static Task<ApiAnswer> ResetAsync(ApiClient anonymous, string token, string password) =>
        anonymous.PostAsync("/api/v1/auth/reset-password/confirm", new { token, password });

    private static async Task<ApiAnswer> AskAsync(ApiClient anonymous, string path, string email)
    {
        var answer = await anonymous.PostAsync($"/api/v1/auth/{path}", new { email });
        Assert.Equal(202, (int)answer.Status);
        return answer;
    }
}
