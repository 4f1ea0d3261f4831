using System.Net.Http.Json;
using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>Servers and passwords that fail: it costs that mailbox an error and a retry, and nobody else anything.</summary>
public sealed class FailureTests
{
    private static readonly Dictionary<string, string> Quick = new()
    {
        ["Mailboxes__PollInterval"] = "00:00:01",
        ["Mailboxes__NotifiedPollInterval"] = "00:00:01",
        ["Mailboxes__FirstRetry"] = "00:00:00.1",
        ["Mailboxes__LongestRetry"] = "00:00:00.5",
        ["Mailboxes__FirstOutstandingRetry"] = "00:00:00.2",
        ["Mailboxes__LongestOutstandingRetry"] = "00:00:02",
        ["Imap__ReadTimeout"] = "00:00:10",
    };

    [DovecotPostgresFact]
    public async Task WrongPassword_IsRefusedAtConnect_WithItsCode()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString);
        await Account.RegisterAsync(api.Client);

        var refused = await ConnectAsync(api, dovecot.ImapPort, "wrong");
        Assert.Equal((422, "authentication_failed"), refused);
        Assert.Equal((422, "connection_failed"), await ConnectAsync(api, LoopbackPort.Find(), "pw"));
    }

    [DovecotPostgresFact]
    public async Task PasswordChangedOnServer_StopsRetrying_UntilTheOwnerGivesTheNewOne()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Quick);
        var account = await Account.RegisterAsync(api.Client);
        var id = await account.ConnectAsync(dovecot, "alice");
        await account.SyncedAsync();

        await dovecot.SetPasswordAsync("alice", "other");
        await dovecot.KickAsync("alice");
        await Eventually.True(async () => (await account.GetAsync<ConnectionAnswer>($"/connections/{id}")).Status == "authentication_failed");

        var patched = await api.Client.PatchAsJsonAsync($"/api/v1/connections/{id}", new { password = "other" });
        Assert.True(patched.IsSuccessStatusCode, await patched.Content.ReadAsStringAsync());
        await dovecot.DeliverAsync("alice", DovecotSeries.Message("after"));
        await Eventually.True(async () => (await account.ReadEventsAsync()).Any(entry => entry.Type == "email.received"));
    }

    [DovecotPostgresTheory]
    [InlineData("garbage")]
    [InlineData("endless line")]
    [InlineData("gigabyte literal")]
    [InlineData("cut in literal")]
    [InlineData("silence")]
    public async Task HostileServer_CostsItsMailboxARetry_AndNobodyElseAnything(string fault)
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var proxy = FaultProxy.Start(dovecot.ImapPort);
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Quick);
        var account = await Account.RegisterAsync(api.Client);
        await account.ConnectAsync(dovecot, "healthy");
        var hurt = await account.ConnectAsync(proxy.Port, "hurt");
        await account.SyncedAsync();

        Break(proxy, fault);
        await dovecot.DeliverAsync("hurt", DovecotSeries.Message("to-hurt"));
        await Eventually.True(async () => (await account.GetAsync<ConnectionAnswer>($"/connections/{hurt}")).Status == "error", TimeSpan.FromMinutes(2));
        await dovecot.DeliverAsync("healthy", DovecotSeries.Message("to-healthy"));
        await Eventually.True(async () => (await account.ReadEventsAsync()).Any(entry => entry.Type == "email.received"));

        proxy.Heal();
        proxy.Resume();
        await Eventually.True(async () => (await account.ReadEventsAsync()).Count(entry => entry.Type == "email.received") == 2);
        await Eventually.True(async () => (await account.GetAsync<ConnectionAnswer>($"/connections/{hurt}")).Status == "connected");
    }

    private static void Break(FaultProxy proxy, string fault)
    {
        switch (fault)
        {
            case "garbage":
                proxy.Inject("\0\u0001)]}{99\r\n* (((\r\n"u8.ToArray());
                break;
            case "endless line":
                proxy.Inject(Encoding.ASCII.GetBytes("* OK " + new string('x', 4 << 20)));
                break;
            case "gigabyte literal":
                proxy.Inject("* 1 FETCH (UID 1 BODY[] {5000000000}\r\n"u8.ToArray());
                break;
            case "cut in literal":
                proxy.CutInLiteral(10);
                break;
            default:
                proxy.Silence();
                break;
        }
    }

    private static async Task<(int Status, string Code)> ConnectAsync(ApiProcess api, int port, string password)
    {
        var answer = await api.Client.PostAsJsonAsync("/api/v1/connections/imap", new { host = DovecotServer.Host, port, username = "alice", password, security = "none" });
        var problem = await answer.Content.ReadFromJsonAsync<ProblemAnswer>(Account.Json);
        return ((int)answer.StatusCode, problem!.Code);
    }
}
