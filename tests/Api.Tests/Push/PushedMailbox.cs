using System.Net.Http.Headers;
using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Push;

/// <summary>
/// The product with one real Gmail mailbox, signed in to as by a browser, that Google is asked to push for: polled every 10 s, every
/// two minutes while pushes arrive, within 20 s of the change. The clock is put forward by the test.
/// </summary>
internal sealed class PushedMailbox : IAsyncDisposable
{
    public const string Email = "ann@gmail.com";

    /// <summary>Time between polls without pushes.</summary>
    public static readonly TimeSpan Mode = TimeSpan.FromSeconds(10);

    /// <summary>Time between polls in mode fast.</summary>
    public static readonly TimeSpan Fast = TimeSpan.FromSeconds(5);

    /// <summary>Time between polls while pushes arrive.</summary>
    public static readonly TimeSpan Rare = TimeSpan.FromSeconds(120);

    /// <summary>Time a push may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly List<IAsyncDisposable> _owned = [];
    private string _email = "";

    public ShiftedClock Clock { get; init; } = new();

    public required ApiHost Host { get; init; }

    public required ApiClient User { get; init; }

    public required PushSigner Signer { get; init; }

    /// <summary>What others do to the mailbox.</summary>
    public required GmailMailbox Gmail { get; init; }

    /// <summary>What the product asks of Gmail.</summary>
    public required GmailProxy Proxy { get; init; }

    /// <summary>The connection.</summary>
    public string Id { get; private set; } = "";

    /// <summary>How often Gmail was asked what has happened.</summary>
    public int Looks => Proxy.Requests.Count(request => request.StartsWith("GET /gmail/v1/users/me/history?", StringComparison.Ordinal));

    /// <summary>Connects it, with one message, and waits until it is in sync and Google has been asked to push.</summary>
    /// <param name="clock">A clock instead of the one that can be put forward; a push may then take any time.</param>
    /// <param name="more">Settings that differ.</param>
    public static async Task<PushedMailbox> ConnectAsync(TimeProvider? clock = null, params (string Key, string Value)[] more)
    {
        var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        var proxy = await GmailProxy.StartAsync(emulate, Email);
        var signer = await PushSigner.StartAsync();
        var shifted = new ShiftedClock();
        var settings = Settings(emulate, proxy, signer);
        if (clock is not null)
        {
            // On a faster clock these times would be over before the sign-in is.
            foreach (var time in new[] { "Mailboxes:PushPatience", "Mailboxes:CommandTimeout", "OAuth:Google:Timeout", "Gmail:ReadTimeout", "Gmail:CallTimeout" })
                settings[time] = "10:00:00";
        }

        foreach (var (key, value) in more) settings[key] = value;
        var host = await ApiHost.StartAsync(clock ?? shifted, settings: settings);
        var mailbox = new PushedMailbox
        {
            Clock = shifted,
            Host = host,
            User = await host.RegisterAsync(),
            Signer = signer,
            Gmail = new GmailMailbox(emulate, Email),
            Proxy = proxy,
        };
        mailbox._owned.AddRange([host, signer, proxy, emulate]);
        await mailbox.SignInAsync();
        return mailbox;
    }

    /// <summary>Google pushes.</summary>
    /// <param name="history">How far the mailbox is; by default as far as it is.</param>
    /// <param name="messageId">The push's own id; a new one by default.</param>
    public async Task PushAsync(string? history = null, string? messageId = null)
    {
        using var google = Host.Anonymous();
        var body = GmailPush.Body(Email, history ?? await Gmail.HistoryIdAsync(), messageId);
        Assert.Equal(204, (int)(await google.PushAsync(body, Signer.Sign())).Status);
    }

    /// <summary>Waits until no push waits for a look.</summary>
    public Task ServedAsync() => Eventually.True(async () => (await HealthAsync()).GetProperty("pushes").GetProperty("backlog").GetInt64() == 0, Limit);

    /// <summary>Puts the clock forward and has the session go once round: it looks, if it is time to.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        Clock.Advance(by);
        Assert.Equal(200, (int)(await User.GetAsync($"/api/v1/emails/{_email}/raw")).Status);
    }

    /// <summary>Puts the clock forward and waits until what is due then is done.</summary>
    public async Task RoundAsync(TimeSpan by)
    {
        await PassAsync(by);
        await PassAsync(TimeSpan.Zero);
    }

    /// <summary>Waits for a look that begins after a time has passed.</summary>
    public async Task LookAfterAsync(TimeSpan by)
    {
        var before = Looks;
        await PassAsync(by);
        await Eventually.True(() => Looks > before, Limit);
        await PassAsync(TimeSpan.Zero); // It is over, and committed.
    }

    public async Task<JsonElement> HealthAsync() => (await User.GetAsync($"/api/v1/connections/{Id}/health")).Json;

    /// <summary>Waits until the doctor says so.</summary>
    public Task HealthAsync(string push, TimeSpan poll) => Eventually.True(
        async () => await HealthAsync() is var health && health.GetProperty("push").GetString() == push && health.GetProperty("poll_seconds").GetInt32() == (int)poll.TotalSeconds,
        Limit);

    /// <summary>The pushes that came in, newest first.</summary>
    public async Task<List<JsonElement>> QueueAsync(string query = "") =>
        [.. (await User.GetAsync("/api/v1/gmail/watch/queue" + query)).Json.GetProperty("items").EnumerateArray()];

    /// <summary>How much mail has been announced.</summary>
    public async Task<int> ReceivedAsync() => (await User.GetAsync("/api/v1/events?types=email.received")).Json.GetProperty("items").GetArrayLength();

    /// <summary>Waits until so much mail has been announced.</summary>
    public Task ReceivedAsync(int count) => Eventually.True(async () => await ReceivedAsync() == count, Limit);

    public async ValueTask DisposeAsync()
    {
        User.Dispose();
        Gmail.Dispose();
        foreach (var owned in _owned)
            await owned.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(EmulateServer emulate, GmailProxy proxy, PushSigner signer)
    {
        var settings = GoogleSignIn.Settings(emulate, proxy.Address).Concat(GmailPush.Settings(signer))
            .ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting.Value);
        settings["OAuth:Google:RevocationEndpoint"] = new Uri(proxy.Address, "oauth2/revoke").ToString(); // So that it is seen.
        settings["Gmail:NormalPoll"] = Mode.ToString();
        settings["Gmail:FastPoll"] = Fast.ToString();
        settings["Gmail:Quota:Enabled"] = "false";
        settings["Mailboxes:PollInterval"] = "00:00:01";
        settings["Mailboxes:PushedPollInterval"] = Rare.ToString();
        settings["Mailboxes:PushPatience"] = Patience.ToString();
        return settings;
    }

    private async Task SignInAsync()
    {
        await Gmail.ImportAsync(GmailMailbox.Message("before", TimeProvider.System.GetUtcNow().AddDays(-1)), ["INBOX"]);
        using var browser = new HttpClient { BaseAddress = Host.Address };
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", User.Token);
        await GoogleSignIn.ConnectAsync(browser, Email);
        Id = (await User.GetAsync("/api/v1/connections")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
        await Eventually.True(async () => (await User.GetAsync("/api/v1/sync/status")).Json.GetProperty("items")[0].GetProperty("state").GetString() == "idle", Limit);
        await Eventually.True(async () => (await HealthAsync()).GetProperty("push").GetString() == "watch", Limit);
        _email = (await User.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
    }
}
