using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Secrets;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Imap;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Connections;

/// <summary>A mailbox that is stored is kept in sync, whatever failed after it was stored.</summary>
public sealed class ResumeTests
{
    private const string Connect = "/api/v1/connections/imap";

    [DovecotPostgresFact]
    public async Task Connect_WhileThePoolsHaveDeadConnections_RunsAndHasItsReminder()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await ApiHost.StartAsync(database: database);
        using var user = await host.RegisterAsync();
        await ExecuteAsync(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'orleans'");

        var connected = await user.PostAsync(Connect, Mailbox(dovecot));

        Assert.Equal(201, (int)connected.Status);
        await SyncedAsync(user);
        Assert.Equal(1L, await ExecuteAsync(database, $"SELECT count(*) FROM orleans.reminders WHERE grain_id LIKE '%{connected.Text("id")}%'"));
    }

    [DovecotPostgresFact]
    public async Task Connect_AfterARestartOfTheDatabase_Runs()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var server = await PostgresServer.StartPrivateAsync();
        await using var host = await ApiHost.StartAsync(server: server);
        using var user = await host.RegisterAsync();
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/connections")).Status);
        await server.KillAsync();
        await server.StartAsync();

        // What failed before it was stored is repeated by the client; what was stored runs.
        await Eventually.True(async () => (int)(await user.PostAsync(Connect, Mailbox(dovecot))).Status is 201 or 409);
        await SyncedAsync(user);
        NpgsqlConnection.ClearAllPools(); // the harness, too, has connections that died with the server
    }

    [DovecotPostgresTheory]
    [InlineData("connect")]
    [InlineData("sync")]
    public async Task Mailbox_StoredByARequestThatFailedThen_IsTakenUpByARepeat(string repeat)
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var id = await StoreAsync(host, user, dovecot);

        if (repeat == "connect")
        {
            (await user.PostAsync(Connect, Mailbox(dovecot))).IsProblem(409, "already_connected");
        }
        else
        {
            Assert.Equal(202, (int)(await user.PostAsync($"/api/v1/connections/{id:N}/sync")).Status);
        }

        await Eventually.True(async () => await host.Services.GetRequiredService<ConnectionStore>().GetStatusAsync(user.UserId, id, default) == ConnectionStatus.Connected);
    }

    [PostgresFact]
    public async Task NewPassword_IsStoredTogetherWithTheStatusThatHasItTried()
    {
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        var store = host.Services.GetRequiredService<ConnectionStore>();
        await store.UpdateStatusAsync(user.UserId, seed.ConnectionId, ConnectionStatus.AuthenticationFailed, "authentication_failed", "Wrong.", null, default);

        Assert.True(await store.UpdateAsync(user.UserId, seed.ConnectionId, new ConnectionUpdate("name", null), default));
        Assert.Equal(ConnectionStatus.AuthenticationFailed, (await store.GetAsync(user.UserId, seed.ConnectionId, default))!.Status);
        Assert.True(await store.UpdateAsync(user.UserId, seed.ConnectionId, new ConnectionUpdate(null, [1]), default));
        var stored = (await store.GetAsync(user.UserId, seed.ConnectionId, default))!;
        Assert.Equal((ConnectionStatus.Connecting, null, null), (stored.Status, stored.ErrorCode, stored.Error));
    }

    private static object Mailbox(DovecotServer dovecot) =>
        new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = DovecotServer.DefaultPassword, security = "none" };

    private static Task SyncedAsync(ApiClient user) => Eventually.True(
        async () => (await user.GetAsync("/api/v1/sync/status")).Json is var status && status.TryGetProperty("items", out var items)
            && items.GetArrayLength() == 1 && items[0].GetProperty("state").GetString() == "idle");

    /// <summary>Stores a connection past the grain, as a request has done whose process died then.</summary>
    private static async Task<Guid> StoreAsync(ApiHost host, ApiClient user, DovecotServer dovecot)
    {
        var settings = new ImapAccountSettings(DovecotServer.Host, dovecot.ImapPort, ImapSecurity.None, "ann");
        var id = Guid.CreateVersion7();
        await host.Services.GetRequiredService<ConnectionStore>().InsertAsync(
            new NewConnection(
                user.UserId, id, "imap", $"ann@{DovecotServer.Host}:{dovecot.ImapPort}", "ann", null, settings.ToJson(),
                host.Services.GetRequiredService<SecretProtector>().Protect(ConnectionStore.PasswordPurpose, DovecotServer.DefaultPassword), ConnectionStatus.Connecting),
            default);
        return id;
    }

    private static async Task<object?> ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
