using System.Text;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Api.Tests.Http;

/// <summary>Logs say what happens, and never what is private.</summary>
public sealed class LogTests
{
    private const string Password = "correct-horse-battery";
    private const string WrongPassword = "incorrect-horse-battery";
    private const string MailPassword = "mailbox-password-77";
    private const string Subject = "Zwetschgendatschi";
    private const string SearchWord = "quittengelee";

    [PostgresFact]
    public async Task Tour_AtEveryLevel_LeavesNothingPrivateInTheLog()
    {
        using var log = new LogCapture();
        await using var host = await StartAsync(log);
        var address = $"{Guid.NewGuid():N}@example.org";
        var secrets = await TourAsync(host, address);

        Assert.Contains(log.Lines, line => line.Category.StartsWith("EmailAgent", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        foreach (var (level, category, text) in log.Lines)
        {
            foreach (var secret in secrets)
                Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{level} {category} holds the secret {secret}: {text}");
            foreach (var personal in new[] { address, "owner@example.org", "sender3@example.org", Subject, SearchWord })
                Assert.False(level > LogLevel.Trace && text.Contains(personal, StringComparison.OrdinalIgnoreCase), $"{level} {category} holds {personal}: {text}");
        }
    }

    [PostgresFact]
    public async Task Request_WithATraceAndAnId_IsFoundByThem()
    {
        using var log = new LogCapture();
        await using var host = await StartAsync(log);
        using var client = host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/profile");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        request.Headers.Add("X-Request-ID", "request-77");
        (await client.SendAsync(request)).IsProblem(401);

        var lines = log.Lines.Where(line => line.Text.Contains("XRequestId=request-77", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains("TraceId=4bf92f3577b34da6a3ce929d0e0e4736", line.Text, StringComparison.Ordinal));
    }

    private static Task<ApiHost> StartAsync(LogCapture log) => ApiHost.StartAsync(configure: services => services.AddLogging(logging => logging
        .ClearProviders()
        .AddProvider(log)
        .Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId)
        .SetMinimumLevel(LogLevel.Trace)
        .AddFilter("Microsoft", LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Information)
        .AddFilter("EmailAgent", LogLevel.Trace)));

    private static async Task<IReadOnlyList<string>> TourAsync(ApiHost host, string address)
    {
        using var nobody = host.Anonymous();
        var registered = await nobody.PostAsync("/api/v1/auth/register", new { email = address, password = Password });
        await nobody.PostAsync("/api/v1/auth/register", new { email = address, password = Password });
        await nobody.PostAsync("/api/v1/auth/login", new { email = address, password = WrongPassword });
        var session = await nobody.PostAsync("/api/v1/auth/login", new { email = address, password = Password });
        var next = await nobody.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") });
        await nobody.PostAsync("/api/v1/auth/refresh", new { refresh_token = registered.Text("refresh_token") + "x" });
        using var user = new ApiClient(host, registered.Text("access_token")) { UserId = Guid.ParseExact(registered.Json.GetProperty("user").GetProperty("id").GetString()!, "N") };

        await (await MailSeed.CreateAsync(user)).AddAsync(5, "email.received", (_, message) => message with { Subject = Subject });
        await user.PostAsync("/api/v1/connections/imap", new { host = "127.0.0.1", port = 1, username = address, password = MailPassword, security = "none" });
        await user.PostAsync("/api/v1/connections/imap", new { host = "a b", username = address, password = MailPassword });
        foreach (var path in new[] { $"/search?q={SearchWord}", $"/search?q=from:{address}%20(", $"/emails?from={address}", "/emails", "/events", "/profile", "/emails/x", "/nowhere" })
            await user.GetAsync("/api/v1" + path);

        var key = (await user.CreateAsync("account:read", "events:read")).Text("key");
        await nobody.GetWithKeyAsync("/api/v1/profile", key);
        await nobody.GetWithKeyAsync("/api/v1/profile", key[..^1] + "_");
        using (var socket = await EventSocket.OpenAsync(host, $"access_token={user.Token}"))
            await socket.ReceiveAsync("ready");
        foreach (var garbage in new[] { "{", $"{{\"email\":\"{address}\",\"password\":{{\"x\":\"{Password}\"}}}}", $"\"{Password}\"" })
            await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = new StringContent(garbage, Encoding.UTF8, "application/json") });
        using (var stranger = new ApiClient(host, session.Text("access_token") + "A"))
            await stranger.GetAsync($"/api/v1/events?access_token={session.Text("access_token")}");
        await nobody.PostAsync("/api/v1/auth/logout", new { refresh_token = next.Text("refresh_token") });

        return
        [
            Password, WrongPassword, MailPassword, key, key[8..60], registered.Text("access_token"), registered.Text("refresh_token"),
            session.Text("access_token"), session.Text("refresh_token"), next.Text("access_token"), next.Text("refresh_token"),
        ];
    }
}
