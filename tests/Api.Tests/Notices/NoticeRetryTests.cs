using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Api.Tests.Notices;

/// <summary>Mails through a server that does not take them: when they are tried again, when given up, and what the log says.</summary>
public sealed class NoticeRetryTests
{
    private const string Words = "who is this, secret-of-the-server";

    private readonly ShiftedClock _clock = new(runs: false);
    private readonly LogCapture _log = new();

    [PostgresFact]
    public async Task Mail_RefusedForNow_WaitsLongerEachTimeAndArrivesInTheEnd()
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.Rcpt, $"450 4.2.1 {Words}");
        await using var host = await StartAsync(server);
        var email = await RegisterAsync(host);

        var waits = new List<double>();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            waits.Add((await PostponedAsync(host, attempt)).TotalSeconds);
            _clock.Advance(TimeSpan.FromSeconds(waits[^1] + 0.001));
            if (attempt == 5)
                server.Accept();
            await WakeAsync(host);
        }

        await Eventually.True(() => server.Messages == 1);
        Assert.All(waits.Zip([10.0, 20, 40, 80, 160]), pair => Assert.InRange(pair.First, pair.Second - 0.001, pair.Second + 0.001)); // The database keeps microseconds.
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("450 4.2.1", StringComparison.Ordinal));
        SaysNothingOf(email);
    }

    [PostgresFact]
    public async Task Mail_RefusedForGood_IsGivenUpAtOnce()
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.Rcpt, $"550 5.1.1 {Words}");
        await using var host = await StartAsync(server);

        var email = await RegisterAsync(host);

        await GivenUpAsync(host, "550 5.1.1");
        Assert.Equal(1, server.Connections);
        SaysNothingOf(email);
    }

    [PostgresFact]
    public async Task Mail_RefusedLoginForADay_IsGivenUp()
    {
        await using var server = AnsweringSmtpServer.Start();
        server.Answer(AnsweringSmtpServer.Auth, $"535 5.7.8 {Words}");
        await using var host = await StartAsync(server);
        var email = await RegisterAsync(host);
        await PostponedAsync(host, attempts: 1);

        await ExecuteAsync(host, "UPDATE notices SET attempts = 29, due_at = now()"); // instead of a day of attempts
        _clock.Advance(TimeSpan.FromHours(1)); // past the real time, in which the mail is due
        await WakeAsync(host);

        await GivenUpAsync(host, "AUTH was refused with 535 5.7.8");
        SaysNothingOf(email);
    }

    private Task<ApiHost> StartAsync(AnsweringSmtpServer server) => ApiHost.StartAsync(
        _clock,
        settings: new Dictionary<string, string?>
        {
            ["Accounts:Mail:Host"] = "127.0.0.1",
            ["Accounts:Mail:Port"] = $"{server.Port}",
            ["Accounts:Mail:Security"] = "None",
            ["Accounts:Mail:From"] = "noreply@example.org",
            ["Accounts:Mail:Username"] = "emailagent",
            ["Accounts:Mail:Password"] = "hunter2-the-password",
        },
        configure: services => services.AddSingleton<ILoggerProvider>(_log));

    private static async Task<string> RegisterAsync(ApiHost host)
    {
        using var anonymous = host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        Assert.Equal(202, (int)(await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Account.Password })).Status);
        return email;
    }

    /// <summary>A request for somebody unknown: nothing comes of it but that the outbox looks.</summary>
    private static async Task WakeAsync(ApiHost host)
    {
        using var anonymous = host.Anonymous();
        await anonymous.PostAsync("/api/v1/auth/verify-email/resend", new { email = $"{Guid.NewGuid():N}@nobody.example" });
    }

    /// <summary>Waits until so many attempts have failed, and answers how far away the next one is.</summary>
    private async Task<TimeSpan> PostponedAsync(ApiHost host, int attempts)
    {
        var due = DateTime.MinValue;
        await Eventually.True(async () =>
        {
            await using var command = Database(host).CreateCommand("SELECT due_at FROM notices WHERE attempts = $1 AND email_key LIKE '%@example.org'");
            command.Parameters.Add(new NpgsqlParameter { Value = attempts });
            due = await command.ExecuteScalarAsync() as DateTime? ?? DateTime.MinValue;
            return due > DateTime.MinValue && due - _clock.GetUtcNow().UtcDateTime < TimeSpan.FromMinutes(4); // else it is leased, and being sent
        });
        return due - _clock.GetUtcNow().UtcDateTime;
    }

    private async Task GivenUpAsync(ApiHost host, string reason)
    {
        await Eventually.True(() => _log.Lines.Any(line => line.Level == LogLevel.Error
            && line.Text.Contains("dropped after", StringComparison.Ordinal) && line.Text.Contains(reason, StringComparison.Ordinal)));
        await Eventually.True(async () =>
        {
            await using var command = Database(host).CreateCommand("SELECT count(*) FROM notices WHERE email_key LIKE '%@example.org'");
            return (long)(await command.ExecuteScalarAsync())! == 0;
        });
    }

    private void SaysNothingOf(string email) => Assert.All(_log.Lines.Where(line => line.Category.StartsWith("EmailAgent", StringComparison.Ordinal)), line =>
    {
        Assert.DoesNotContain(email, line.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret-of-the-server", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line.Text, StringComparison.Ordinal);
    });

    private static async Task ExecuteAsync(ApiHost host, string sql)
    {
        await using var command = Database(host).CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlDataSource Database(ApiHost host) => host.Services.GetRequiredService<NpgsqlDataSource>();
}
