using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>From Google's push to the program that listens, with nothing polled: once, whatever happens on the way.</summary>
public sealed class PushTests
{
    private const string Email = "ann@gmail.com";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [EmulatePostgresFact]
    public async Task Push_OfNews_IsOneEventOnTheWebSocket()
    {
        await using var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        await using var proxy = await GmailProxy.StartAsync(emulate, Email);
        await using var signer = await PushSigner.StartAsync();
        using var mailbox = new GmailMailbox(emulate, Email);
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Settings(emulate, proxy, signer));
        var account = await ConnectAsync(api);
        using var live = await LiveEvents.OpenAsync(api, account);

        await mailbox.ImportAsync("first");
        var first = GmailPush.Body(Email, await mailbox.HistoryIdAsync());
        foreach (var body in new[] { first, first, GmailPush.Body(Email, await mailbox.HistoryIdAsync()), GmailPush.Body("somebody@gmail.com", "7") })
            Assert.Equal(204, await GmailPush.SendAsync(api.Client, signer, body));
        var events = await live.ReadUntilAsync(entry => entry.Type == "email.received");

        await mailbox.ImportAsync("second");
        Assert.Equal(204, await GmailPush.SendAsync(api.Client, signer, GmailPush.Body(Email, await mailbox.HistoryIdAsync())));
        events = [.. events, .. await live.ReadUntilAsync(entry => entry.Type == "email.received")];
        await DrainedAsync(database);
        Assert.Equal(events.Select(entry => entry.Seq), (await account.ReadEventsAsync()).Select(entry => entry.Seq));
        Assert.Equal(2, EventLogRules.AssertHold(events, EventLogRules.Ids(events, "email.received")).Count);
    }

    [EmulatePostgresFact]
    public async Task Push_ConfirmedRightBeforeAKill_IsServedAfterTheRestart()
    {
        await using var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        await using var proxy = await GmailProxy.StartAsync(emulate, Email);
        await using var signer = await PushSigner.StartAsync();
        using var mailbox = new GmailMailbox(emulate, Email);
        await using var database = await TestDatabase.CreateAsync();
        await using var api = await ApiProcess.StartAsync(database.ConnectionString, Settings(emulate, proxy, signer));
        var account = await ConnectAsync(api);

        await mailbox.ImportAsync("news");
        var history = await mailbox.HistoryIdAsync();
        var gate = new TaskCompletionSource();
        proxy.Meanwhile = path => path.Contains("/history?", StringComparison.Ordinal) ? gate.Task : Task.CompletedTask;
        Assert.Equal(204, await GmailPush.SendAsync(api.Client, signer, GmailPush.Body(Email, history)));
        await api.KillAsync();
        Assert.Equal(1, await CountAsync(database, "status <> 'completed'"));
        Assert.DoesNotContain(await MessagesAsync(database), subject => subject == "news");

        proxy.Meanwhile = null;
        gate.SetResult();
        await api.StartAsync();
        await DrainedAsync(database);
        Assert.Equal(1, await CountAsync(database, "status = 'completed'"));
        Assert.Equal(["news"], await MessagesAsync(database));
        Assert.Single(await account.ReadEventsAsync(), entry => entry.Type == "email.received");
    }

    /// <summary>Signs in as a user does, and waits until the mailbox is in sync.</summary>
    private static async Task<Account> ConnectAsync(ApiProcess api)
    {
        var account = await Account.RegisterAsync(api.Client);
        await GoogleSignIn.ConnectAsync(api.Client, Email);
        await account.SyncedAsync(Limit);
        return account;
    }

    private static Dictionary<string, string> Settings(EmulateServer emulate, GmailProxy proxy, PushSigner signer) =>
        new(GoogleSignIn.Settings(emulate, proxy.Address).Concat(GmailPush.Settings(signer))) { ["Gmail__NormalPoll"] = "10:00:00" };

    private static Task DrainedAsync(TestDatabase database) => Eventually.True(async () => await CountAsync(database, "status <> 'completed'") == 0, Limit);

    private static async Task<long> CountAsync(TestDatabase database, string condition)
    {
        await using var command = database.DataSource.CreateCommand($"SELECT count(*) FROM push_notifications WHERE {condition}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<string>> MessagesAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT subject FROM messages");
        await using var reader = await command.ExecuteReaderAsync();
        var subjects = new List<string>();
        while (await reader.ReadAsync()) subjects.Add(reader.GetString(0));
        return subjects;
    }
}
