using System.Net.Http.Json;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

public sealed class ProcessTests
{
    [DovecotPostgresFact]
    public async Task DeletedConnection_KilledMeanwhile_IsRemovedInTheEnd()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 200; i++)
        {
            await dovecot.Mailbox("gone").AddAsync("INBOX", DovecotSeries.Message($"m{i}"));
        }

        await using var api = await ApiProcess.StartAsync(database.ConnectionString);
        var account = await Account.RegisterAsync(api.Client);
        var id = await account.ConnectAsync(dovecot, "gone");
        await account.SyncedAsync();

        (await api.Client.DeleteAsync($"/api/v1/connections/{id}")).EnsureSuccessStatusCode();
        await api.KillAsync();
        await api.StartAsync();

        await Eventually.True(async () => await CountAsync(database) == 0);
    }

    [DovecotPostgresFact]
    public async Task DeletedAccount_KilledMeanwhile_IsErasedInTheEnd()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 200; i++)
        {
            await dovecot.Mailbox("gone").AddAsync("INBOX", DovecotSeries.Message($"m{i}"));
        }

        await using var api = await ApiProcess.StartAsync(database.ConnectionString);
        var account = await Account.RegisterAsync(api.Client);
        await account.ConnectAsync(dovecot, "gone");
        await account.SyncedAsync();

        using var deletion = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/profile") { Content = JsonContent.Create(new { password = Account.Password }) };
        (await api.Client.SendAsync(deletion)).EnsureSuccessStatusCode();
        await api.KillAsync();
        await api.StartAsync();

        await Eventually.True(async () => await CountAsync(database, "SELECT count(*) FROM users") == 0);
        Assert.Equal(0, await CountAsync(database));
        Assert.Equal(0, await CountAsync(database, "SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM event_heads) + (SELECT count(*) FROM threads)"));
    }

    private static Task<long> CountAsync(TestDatabase database) => CountAsync(
        database, "SELECT (SELECT count(*) FROM connections) + (SELECT count(*) FROM labels) + (SELECT count(*) FROM messages) + (SELECT count(*) FROM message_bodies)");

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
