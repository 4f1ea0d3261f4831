using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Connections;

/// <summary>The submission server of a mailbox: verified when it is named, and never a reason to refuse a mailbox that can be read.</summary>
public sealed class SubmissionServerTests
{
    private const string Connect = "/api/v1/connections/imap";

    [DovecotPostgresFact]
    public async Task Connect_WithAServerThatWorks_CanSend()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var smtp = AnsweringSmtpServer.Start();
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();

        var connected = await user.PostAsync(Connect, Mailbox(dovecot, smtp.Port, "other"));

        Assert.Equal(201, (int)connected.Status);
        var connection = connected.Json;
        Assert.True(connection.GetProperty("can_send").GetBoolean());
        Assert.Null(connection.GetProperty("send_error").GetString());
        Assert.Equal(smtp.Port, connection.GetProperty("smtp").GetProperty("port").GetInt32());
        Assert.Equal("ann", connection.GetProperty("smtp").GetProperty("username").GetString());
        Assert.False(connection.GetProperty("smtp").TryGetProperty("password", out _));
    }

    [DovecotPostgresFact]
    public async Task Connect_WithAServerThatRefusesTheLogin_IsConnectedAndTellsWhy()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var smtp = AnsweringSmtpServer.Start();
        smtp.Answer(AnsweringSmtpServer.Auth, "535 5.7.8 wrong");
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();

        var connected = await user.PostAsync(Connect, Mailbox(dovecot, smtp.Port, "other"));
        var id = connected.Text("id");
        var health = await user.GetAsync($"/api/v1/connections/{id}/health");
        (await user.PatchAsync($"/api/v1/connections/{id}", new { smtp = Smtp(smtp.Port, "other") })).IsProblem(422, "authentication_failed");
        smtp.Accept();
        var changed = await user.PatchAsync($"/api/v1/connections/{id}", new { smtp = Smtp(smtp.Port, "right") });

        Assert.Equal(201, (int)connected.Status);
        Assert.NotNull(connected.Json.GetProperty("send_error").GetString());
        Assert.Contains("smtp", health.Text("next_step"), StringComparison.Ordinal);
        Assert.Null(changed.Json.GetProperty("send_error").GetString());
        Assert.True(changed.Json.GetProperty("can_send").GetBoolean());
    }

    [DovecotPostgresFact]
    public async Task Connect_WithAServerThatIsDown_KeepsItAndNamesTheReason()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var port = LoopbackPort.Find();

        var connected = await user.PostAsync(Connect, Mailbox(dovecot, port, "swordfish"));

        Assert.Equal(201, (int)connected.Status);
        Assert.Equal(port, connected.Json.GetProperty("smtp").GetProperty("port").GetInt32());
        Assert.NotNull(connected.Json.GetProperty("send_error").GetString());
        Assert.DoesNotContain("swordfish", System.Text.Encoding.UTF8.GetString(connected.Body), StringComparison.Ordinal);
    }

    [DovecotPostgresFact]
    public async Task Connect_WithoutAServerAndNoneFound_CanOnlyBeRead()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();

        var connected = await user.PostAsync(
            Connect, new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = DovecotServer.DefaultPassword, security = "none" });

        Assert.Equal(201, (int)connected.Status);
        Assert.False(connected.Json.GetProperty("can_send").GetBoolean());
        Assert.NotNull(connected.Json.GetProperty("send_error").GetString());
    }

    [PostgresFact]
    public async Task Connect_WithAServerThatCannotBeOne_IsRefusedBeforeAnyLogin()
    {
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();

        var answer = await user.PostAsync(
            Connect, new { host = "127.0.0.1", username = "ann", password = "x", smtp = new { host = "https://smtp.example.org", port = 0, username = new string('x', 2000) } });

        answer.IsProblem(400, "validation_failed");
    }

    private static object Mailbox(DovecotServer dovecot, int smtpPort, string smtpPassword) => new
    {
        host = DovecotServer.Host,
        port = dovecot.ImapPort,
        username = "ann",
        password = DovecotServer.DefaultPassword,
        security = "none",
        smtp = Smtp(smtpPort, smtpPassword),
    };

    private static object Smtp(int port, string password) => new { host = "127.0.0.1", port, security = "none", password };
}
