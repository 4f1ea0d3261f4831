using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Api.Tests.Audit;

/// <summary>What is done through the API is found in the audit log, with who, from where, and how it ended.</summary>
[Collection(ApiTests.Name)]
public sealed class AuditTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Action_OfAnAdministrator_IsInTheLogOfTheUserItIsAbout()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/admin/users/{user.UserId:N}") { Content = System.Net.Http.Json.JsonContent.Create(new { disabled = true }) };
        request.Headers.TryAddWithoutValidation("User-Agent", "audit-test/1");
        request.Headers.TryAddWithoutValidation("X-Request-ID", "audit-test-request");
        await admin.SendAsync(request);

        var entry = Assert.Single(await ListAsync(admin, $"user={user.UserId:N}&action=user"));

        Assert.Equal(
            (user.UserId.ToString("N"), "user.disable", "succeeded", admin.UserId.ToString("N"), "127.0.0.1", "audit-test/1", "audit-test-request"),
            (Text(entry, "user_id"), Text(entry, "action"), Text(entry, "outcome"), Text(entry, "actor_id"), Text(entry, "address"), Text(entry, "user_agent"), Text(entry, "request_id")));
        Assert.StartsWith("session:", Text(entry, "credential"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Reads_ByAnAdministrator_AreInTheLog()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        await admin.GetAsync("/api/v1/admin/users");
        await Eventually.True(async () => (await ListAsync(admin, $"user={admin.UserId:N}&action=admin.read")).Any(entry => Text(entry.GetProperty("details"), "what") == "users"));
    }

    [PostgresFact]
    public async Task Connect_Refused_IsInTheLogWithoutThePassword()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        var refused = await user.PostAsync("/api/v1/connections/imap", new { host = "127.0.0.1", port = 1, username = "someone", password = "swordfish", security = "none" });
        Assert.Equal(422, (int)refused.Status);

        await Eventually.True(async () => (await ListAsync(admin, $"user={user.UserId:N}&action=connection")).Count == 1);
        var entry = Assert.Single(await ListAsync(admin, $"user={user.UserId:N}&action=connection.connect"));
        Assert.Equal("refused", Text(entry, "outcome"));
        Assert.Equal("connection_failed", Text(entry.GetProperty("details"), "code"));
        Assert.DoesNotContain("swordfish", entry.GetRawText(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Log_Verified_IsIntact()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        string? after = null;
        do
        {
            var verification = (await admin.GetAsync($"/api/v1/admin/audit-logs/verify{(after is null ? "" : $"?after={after}")}")).Json;
            Assert.True(verification.GetProperty("intact").GetBoolean(), verification.GetRawText());
            after = verification.TryGetProperty("next_after", out var next) ? next.GetString() : null;
        }
        while (after is not null);
    }

    [PostgresFact]
    public async Task Log_OfOneUser_IsVerifiedByItself()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        var rows = (await ListAsync(admin, $"user={user.UserId:N}")).Count;

        var verification = (await admin.GetAsync($"/api/v1/admin/audit-logs/verify?user={user.UserId:N}")).Json;

        Assert.True(verification.GetProperty("intact").GetBoolean(), verification.GetRawText());
        Assert.InRange(verification.GetProperty("rows").GetInt64(), rows, rows + 2); // with these two looks
        Assert.Equal(0, verification.GetProperty("anchors").GetInt64());
    }

    [PostgresFact]
    public async Task Entries_ThatWaitAtTheStop_AreWritten()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var host = await ApiHost.StartAsync(database: database))
        {
            var trail = host.Services.GetRequiredService<AuditTrail>();
            await Task.WhenAll(Enumerable.Range(0, 3_000).Select(_ => trail.RecordAsync(AuditTrail.Entry(null, IdentityActions.Login, outcome: AuditOutcome.Refused), default).AsTask()));
        }

        await using var command = database.DataSource.CreateCommand("SELECT count(*) FROM audit_log WHERE action = 'auth.login'");
        Assert.Equal(3_000L, await command.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task Entries_ThatAreRefusedForAWhile_AreWrittenAfterItAndTheHostRuns()
    {
        var log = new LogCapture();
        await using var host = await ApiHost.StartAsync(configure: services => services.AddSingleton<ILoggerProvider>(log));
        var (trail, database) = (host.Services.GetRequiredService<AuditTrail>(), host.Services.GetRequiredService<NpgsqlDataSource>());
        ValueTask RecordAsync() => trail.RecordAsync(AuditTrail.Entry(null, IdentityActions.Login, outcome: AuditOutcome.Refused), default);
        async Task<bool> HasAsync(long entries)
        {
            await using var count = database.CreateCommand("SELECT count(*) FROM audit_log WHERE action = 'auth.login'");
            return (long)(await count.ExecuteScalarAsync())! == entries;
        }

        await RecordAsync();
        await Eventually.True(() => HasAsync(1));
        await ExecuteAsync(database, @"ALTER TABLE audit_keys DISABLE TRIGGER USER; INSERT INTO audit_keys (id, key_hash, created_at) VALUES (99, '\x00', now())");
        await RecordAsync();
        await Eventually.True(() => log.Lines.Any(line => line.Text.Contains("entries of the audit log cannot be written", StringComparison.Ordinal)));
        await ExecuteAsync(database, "DELETE FROM audit_keys WHERE id = 99");

        await Eventually.True(() => HasAsync(2));
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [PostgresFact]
    public async Task Log_AskedForNonsense_IsRefused()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        foreach (var query in (string[])["user=x", "from=yesterday", "after=1-2-3", "limit=0", "outcome=good"])
            (await admin.GetAsync($"/api/v1/admin/audit-logs?{query}")).IsProblem(400, "validation_failed");
        foreach (var query in (string[])["user=x", "after=1-2-3", "after=anchors_x", $"user={admin.UserId:N}&after={Guid.NewGuid():N}_1"])
            (await admin.GetAsync($"/api/v1/admin/audit-logs/verify?{query}")).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task Log_OfAUserWhoHasNeverExisted_IsNotFoundHoweverOftenItIsRead()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        foreach (var id in (string[])[$"{Guid.NewGuid():N}", new string('0', 32)])
        {
            foreach (var path in (string[])["audit-logs", "audit-logs/verify", "audit-logs"])
                (await admin.GetAsync($"/api/v1/admin/{path}?user={id}")).IsProblem(404, "not_found");
        }
    }

    private static async Task<List<JsonElement>> ListAsync(ApiClient admin, string query) =>
        [.. (await admin.GetAsync($"/api/v1/admin/audit-logs?{query}")).Json.GetProperty("items").EnumerateArray()];

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
