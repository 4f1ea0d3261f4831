using System.Net.Sockets;
using System.Text;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Api.Tests.Http;

/// <summary>What strangers send, however bad, is their fault, is counted, and does not fill the log.</summary>
public sealed class StrangerTests
{
    [PostgresTheory]
    [InlineData("80000000")]
    [InlineData("FFFFFFFF")]
    [InlineData("100000000")]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("-1")]
    [InlineData("xyz")]
    public async Task ChunkSize_ThatIsNone_Is400WithoutALine(string size)
    {
        using var log = new LogCapture();
        await using var host = await ApiHost.StartAsync(configure: services => services.AddSingleton<ILoggerProvider>(log));
        foreach (var path in new[] { "/webhooks/gmail", "/api/v1/gmail/watch/webhook", "/api/v1/auth/login", "/api/v1/auth/refresh" })
        {
            Assert.Equal("HTTP/1.1 400 Bad Request", await PostAsync(host, path, $"{size}\r\nabc"));
        }

        Assert.DoesNotContain(log.Lines, line => line.Level >= LogLevel.Warning && line.Category.StartsWith("EmailAgent.Api", StringComparison.Ordinal));
    }

    [PostgresTheory]
    [InlineData("Push", "POST", "/webhooks/gmail")]
    [InlineData("Open", "GET", "/nowhere")]
    [InlineData("Open", "GET", "/.well-known/jwks.json")]
    [InlineData("Open", "GET", "/docs/index.html")]
    [InlineData("Open", "GET", "/openapi/v1.json")]
    public async Task Strangers_AreCountedEverywhere(string kind, string method, string path)
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { [$"RateLimits:{kind}:PerAddress"] = "3" });
        using var anonymous = host.Anonymous();
        for (var i = 0; i < 3; i++)
        {
            Assert.NotEqual(429, (int)(await anonymous.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).Status);
        }

        (await anonymous.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).IsProblem(429, "rate_limited");
    }

    [PostgresFact]
    public async Task Outage_IsLoggedOnceAndThenCounted()
    {
        using var log = new LogCapture();
        await using var server = await PostgresServer.StartPrivateAsync();
        await using var host = await ApiHost.StartAsync(server: server, configure: services => services.AddSingleton<ILoggerProvider>(log));
        using var user = await host.RegisterAsync();
        await server.KillAsync();
        for (var i = 0; i < 60; i++)
        {
            (await user.GetAsync(i % 2 == 0 ? "/api/v1/profile" : "/api/v1/emails")).IsProblem(503, "unavailable");
        }

        var lines = log.Lines.Where(line => line.Level >= LogLevel.Warning && line.Category.StartsWith("EmailAgent", StringComparison.Ordinal)).ToList();
        Assert.InRange(lines.Count(line => line.Category == typeof(FailureLog).FullName), 1, 3); // one for each exception that says so
        Assert.InRange(lines.Count(line => line.Category.EndsWith("DatabaseFailures", StringComparison.Ordinal)), 1, 5); // one for each way in which a database is away
        await server.StartAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    private static async Task<string?> PostAsync(ApiHost host, string path, string chunks)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync();
    }
}
