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

        await Eventually.True(async () => await CountAsync(database) == 0, TimeSpan.FromSeconds(30));
    }

    private static async Task<long> CountAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand(
            "SELECT (SELECT count(*) FROM connections) + (SELECT count(*) FROM labels) + (SELECT count(*) FROM messages) + (SELECT count(*) FROM message_bodies)");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
