using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Http;

public sealed class DatabaseOutageTests
{
    [PostgresFact]
    public async Task Database_Stopped_Is503UntilItIsBack()
    {
        await using var server = await PostgresServer.StartPrivateAsync();
        await using var host = await ApiHost.StartAsync(server: server);
        using var user = await host.RegisterAsync();
        using var anonymous = host.Anonymous();
        Assert.Equal("ready", (await anonymous.GetAsync("/health/ready")).Text("status"));

        await server.KillAsync();
        foreach (var path in new[] { "/api/v1/emails", "/api/v1/profile", "/api/v1/connections", "/api/v1/events", "/api/v1/search?q=x" })
            Assert.NotNull((await user.GetAsync(path)).IsProblem(503, "unavailable").Header("Retry-After"));
        (await anonymous.PostAsync("/api/v1/auth/login", new { email = "a@example.org", password = "correct horse" })).IsProblem(503, "unavailable");
        await Eventually.True(async () => await anonymous.GetAsync("/health/ready") is { Status: System.Net.HttpStatusCode.ServiceUnavailable } ready && ready.Text("database") == "disconnected");
        Assert.Equal(200, (int)(await anonymous.GetAsync("/health")).Status);

        await server.StartAsync();
        await Eventually.True(async () => (int)(await user.GetAsync("/api/v1/emails")).Status == 200);
        NpgsqlConnection.ClearAllPools(); // the harness, too, has connections that died with the server
    }

    [PostgresFact]
    public async Task AuditEntries_OfAnOutage_AreWrittenWhenItIsOver()
    {
        await using var server = await PostgresServer.StartPrivateAsync();
        await using var host = await ApiHost.StartAsync(server: server);
        var (trail, reader) = (host.Services.GetRequiredService<AuditTrail>(), host.Services.GetRequiredService<AuditReader>());

        await server.KillAsync();
        for (var i = 0; i < 20; i++)
            await trail.RecordAsync(AuditTrail.Entry(null, IdentityActions.Login, outcome: AuditOutcome.Refused), default);
        await server.StartAsync();

        await Eventually.True(async () => trail.Waiting == 0 && await CountAsync() == 20);
        NpgsqlConnection.ClearAllPools();

        async Task<int> CountAsync()
        {
            try
            {
                return (await reader.ListAsync(new AuditFilter(null, IdentityActions.Login, null, null, null, 100, null), after: null, default)).Count;
            }
            catch (NpgsqlException)
            {
                return -1; // a connection that died with the server
            }
        }
    }
}
