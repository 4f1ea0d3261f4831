using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>Servers that announce mail and do not hand it out: nothing is lost, and nothing is called complete that is not.</summary>
public sealed class OutstandingTests
{
    private const int Messages = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Quick = new()
    {
        ["Mailboxes__PollInterval"] = "00:00:01",
        ["Mailboxes__FirstRetry"] = "00:00:00.2",
        ["Mailboxes__FirstOutstandingRetry"] = "00:00:00.5",
    };

    [DovecotPostgresTheory]
    [InlineData("BAD Request is throttled. Suggested Backoff Time: 3000 milliseconds")]
    [InlineData("NO [UNAVAILABLE] not now")]
    public async Task ServerThatRefusesForAWhile_IsAskedLess_AndGivesEverythingAfterwards(string answer)
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var proxy = ImapFaultProxy.Start(dovecot.ImapPort);
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(dovecot.Mailbox("alice"));
        proxy.OnCommand = command => ImapFaultProxy.IsFetch(command) ? ImapFault.Answer(answer) : ImapFault.None;
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Quick);
        var account = await Account.RegisterAsync(api.Client);
        await account.ConnectAsync(proxy.Port, "alice");

        var throttled = answer.Contains("throttled", StringComparison.Ordinal);
        await Eventually.True(async () => (await StatusAsync(account)).State == "error", Limit);
        await Eventually.True(() => proxy.AcceptedConnections > (throttled ? 1 : 3), Limit);
        var status = await StatusAsync(account);
        Assert.Contains(status.State, new[] { "error", "syncing" });
        Assert.Null(status.CompleteAsOf);
        Assert.InRange(proxy.Fetches, 1, 3 * proxy.AcceptedConnections);
        Assert.DoesNotContain(await account.ReadEventsAsync(), entry => entry.Type == "sync.completed");

        proxy.Heal();
        await account.SyncedAsync();
        status = await StatusAsync(account);
        Assert.Equal((Messages + 0L, 0L), (status.MessagesSynced, status.UnreadableCount));
    }

    /// <summary>A file that is shorter than Dovecot remembers: it hangs up whenever the content is asked for.</summary>
    [DovecotPostgresFact]
    public async Task DamagedMessage_IsNamed_ToldOnce_AndAskedForMoreAndMoreSeldom()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var proxy = ImapFaultProxy.Start(dovecot.ImapPort);
        await using var database = await TestDatabase.CreateAsync();
        var mailbox = dovecot.Mailbox("alice");
        await FillAsync(mailbox);
        await dovecot.DoveadmAsync("fetch", "-u", "alice", "size.physical size.virtual", "mailbox", "INBOX", "all");
        var damaged = Directory.EnumerateFiles(Path.Combine(mailbox.Folder, "cur")).Order(StringComparer.Ordinal).ElementAt(9);
        var whole = await File.ReadAllBytesAsync(damaged);
        await File.WriteAllBytesAsync(damaged, whole[..150]);
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Quick);
        var account = await Account.RegisterAsync(api.Client);
        var id = await account.ConnectAsync(proxy.Port, "alice");

        await Eventually.True(async () => await StatusAsync(account) is { Unreadable: [{ Attempts: > 2 }] }, Limit);

        var connections = proxy.AcceptedConnections;
        var status = await StatusAsync(account);
        Assert.Equal((Messages - 1L, 1L, null), (status.MessagesSynced, status.UnreadableCount, status.CompleteAsOf));
        Assert.Equal(("INBOX", (long?)10), (status.Unreadable[0].Folder, status.Unreadable[0].Uid));
        var health = await account.GetAsync<HealthAnswer>($"/connections/{id}/health");
        Assert.Equal((1L, (long?)10), (health.UnreadableCount, health.Unreadable[0].Uid));
        Assert.NotNull(health.NextStep);
        Assert.Single(await account.ReadEventsAsync(), entry => entry.Type == "sync.message_unreadable" && entry.Data.GetProperty("uid").GetInt64() == 10);
        Assert.InRange(connections, 3, 4 + status.Unreadable[0].Attempts);

        await dovecot.DeliverAsync("alice", DovecotSeries.Message("news"));
        await Eventually.True(async () => (await account.ReadEventsAsync()).Any(entry => entry.Type == "email.received"), Limit);

        await File.WriteAllBytesAsync(damaged, whole);
        await account.SyncedAsync();
        await Eventually.True(async () => await StatusAsync(account) is { UnreadableCount: 0, MessagesSynced: Messages + 1 }, Limit);
    }

    [DovecotPostgresFact]
    public async Task FolderThatIsRefused_IsNamed_WhileTheRestIsComplete()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var proxy = ImapFaultProxy.Start(dovecot.ImapPort);
        await using var database = await TestDatabase.CreateAsync();
        await dovecot.DeliverAsync("alice", DovecotSeries.Message("in-inbox"));
        await dovecot.DoveadmAsync(["save", "-u", "alice", "-m", "Archive"], DovecotSeries.Message("in-archive"));
        proxy.OnCommand = command => command.StartsWith("SELECT", StringComparison.Ordinal) && command.Contains("Archive", StringComparison.Ordinal) ? ImapFault.Answer("NO [NOPERM] Permission denied") : ImapFault.None;
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Quick);
        var account = await Account.RegisterAsync(api.Client);
        var id = await account.ConnectAsync(proxy.Port, "alice");

        await Eventually.True(async () => await StatusAsync(account) is { State: "idle", MessagesSynced: 1 }, Limit);

        Assert.Equal(1, proxy.AcceptedConnections); // The session that verified the login goes on.
        var status = await StatusAsync(account);
        Assert.Null(status.CompleteAsOf);
        Assert.Equal(("Archive", null, "refused"), (status.Unreadable.Single().Folder, status.Unreadable.Single().Uid, status.Unreadable.Single().Reason));
        Assert.Equal(1, (await account.GetAsync<HealthAnswer>($"/connections/{id}/health")).UnreadableCount);
        var events = await account.ReadEventsAsync();
        Assert.Single(events, entry => entry.Type == "sync.folder_unreadable");
        Assert.Equal(1, Assert.Single(events, entry => entry.Type == "sync.completed").Data.GetProperty("unreadable").GetInt32());

        proxy.Heal();
        await account.SyncedAsync();
        Assert.Equal((2L, 0L), ((await StatusAsync(account)).MessagesSynced, (await StatusAsync(account)).UnreadableCount));
    }

    [DovecotPostgresFact]
    public async Task FolderThatIsRefused_IsAskedForAgainAtOnce_WhenSomebodyWantsASync()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var proxy = ImapFaultProxy.Start(dovecot.ImapPort);
        await using var database = await TestDatabase.CreateAsync();
        await dovecot.DoveadmAsync(["save", "-u", "alice", "-m", "Archive"], DovecotSeries.Message("in-archive"));
        proxy.OnCommand = command => command.StartsWith("SELECT", StringComparison.Ordinal) && command.Contains("Archive", StringComparison.Ordinal) ? ImapFault.Answer("NO [NOPERM] Permission denied") : ImapFault.None;
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, new Dictionary<string, string>(Quick) { ["Mailboxes__FirstOutstandingRetry"] = "01:00:00" });
        var account = await Account.RegisterAsync(api.Client);
        var id = await account.ConnectAsync(proxy.Port, "alice");
        await Eventually.True(async () => await StatusAsync(account) is { State: "idle", UnreadableCount: 1 }, Limit);

        proxy.Heal();
        (await api.Client.PostAsync($"/api/v1/connections/{id}/sync", null)).EnsureSuccessStatusCode();

        await account.SyncedAsync();
        Assert.Equal((1L, 0L), ((await StatusAsync(account)).MessagesSynced, (await StatusAsync(account)).UnreadableCount));
    }

    /// <summary>The login works, and everything after it fails.</summary>
    [DovecotPostgresFact]
    public async Task ServerThatHangsUpAfterEachLogin_IsCalledLessAndLess()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var proxy = ImapFaultProxy.Start(dovecot.ImapPort);
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Quick);
        var account = await Account.RegisterAsync(api.Client);
        var id = await account.ConnectAsync(proxy.Port, "alice");
        await account.SyncedAsync();
        proxy.OnCommand = command => command.StartsWith("IDLE", StringComparison.Ordinal) || command.StartsWith("NOOP", StringComparison.Ordinal) ? ImapFault.Close : ImapFault.None;
        await dovecot.DeliverAsync("alice", DovecotSeries.Message("news"));

        await Eventually.True(async () => (await account.GetAsync<HealthAnswer>($"/connections/{id}/health")).ConsecutiveFailures > 4, Limit);

        proxy.Heal();
        await Eventually.True(async () => (await account.GetAsync<HealthAnswer>($"/connections/{id}/health")) is { ConsecutiveFailures: 0, Status: "connected" }, Limit);
    }

    private static async Task<SyncAnswer> StatusAsync(Account account) => (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single();

    private static async Task FillAsync(DovecotMailbox mailbox)
    {
        for (var i = 0; i < Messages; i++)
        {
            byte[] message = [.. DovecotSeries.Message($"m{i:D3}"), .. Enumerable.Repeat((byte)'x', 300)];
            await mailbox.AddAsync("INBOX", message);
        }
    }
}
