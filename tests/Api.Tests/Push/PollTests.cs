using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Push;

/// <summary>A real Gmail session polls at its mode exactly while pushes cannot be relied on, and nothing is told twice.</summary>
public sealed class PollTests
{
    private const int Passes = 5;

    [EmulatePostgresFact]
    public async Task Mailbox_WhosePushesArrive_IsPolledSeldom()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync();
        await mailbox.LookAfterAsync(PushedMailbox.Mode); // No push has come so far.
        await RelyAsync(mailbox);

        var looks = mailbox.Looks;
        for (var pass = 0; pass < Passes; pass++)
            await mailbox.PassAsync(PushedMailbox.Mode);
        await mailbox.PassAsync(TimeSpan.Zero);
        Assert.Equal(looks, mailbox.Looks);

        await mailbox.LookAfterAsync(PushedMailbox.Rare);
        await mailbox.HealthAsync("watch", PushedMailbox.Rare);
    }

    [EmulatePostgresFact]
    public async Task News_WhosePushDoesNotArrive_HasTheMailboxPolledUntilOneDoes()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync();
        await RelyAsync(mailbox);

        await mailbox.Gmail.ImportAsync("unannounced");
        await mailbox.LookAfterAsync(PushedMailbox.Rare);
        await mailbox.ReceivedAsync(1);
        await mailbox.HealthAsync("watch", PushedMailbox.Rare); // Its push may be on the way.
        await mailbox.LookAfterAsync(PushedMailbox.Patience);
        await mailbox.HealthAsync("silent", PushedMailbox.Mode);
        var health = await mailbox.HealthAsync();
        Assert.Contains("/webhooks/gmail", health.GetProperty("next_step").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(default, health.GetProperty("pushes").GetProperty("silent_since").GetDateTimeOffset());
        await mailbox.Gmail.ImportAsync("polled");
        await mailbox.LookAfterAsync(PushedMailbox.Mode);
        await mailbox.ReceivedAsync(2);

        await mailbox.PushAsync();
        await mailbox.ServedAsync();
        await mailbox.HealthAsync("watch", PushedMailbox.Rare);
        await mailbox.PassAsync(PushedMailbox.Mode);
        Assert.Equal(2, await mailbox.ReceivedAsync());
    }

    [EmulatePostgresFact]
    public async Task PollMode_ChangedWhileTheSessionRuns_HoldsAtOnce()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync();
        await PatchAsync(mailbox, new { poll_mode = "fast" });
        await mailbox.HealthAsync("watch", PushedMailbox.Fast);
        await mailbox.PassAsync(TimeSpan.Zero);

        await mailbox.LookAfterAsync(PushedMailbox.Fast);
        await RelyAsync(mailbox);
        await PatchAsync(mailbox, new { push = false });
        await mailbox.HealthAsync("none", PushedMailbox.Fast);
        await mailbox.LookAfterAsync(PushedMailbox.Fast);
    }

    [EmulatePostgresFact]
    public async Task PollAlways_BesidePushes_TellsEveryMailOnce()
    {
        const int mails = 10;
        await using var mailbox = await PushedMailbox.ConnectAsync();
        await PatchAsync(mailbox, new { poll = "always" });
        await mailbox.PushAsync();
        await mailbox.ServedAsync();
        await mailbox.HealthAsync("watch", PushedMailbox.Mode);
        Assert.Equal(400, (int)(await mailbox.User.PatchAsync($"/api/v1/connections/{mailbox.Id}", new { poll = "never" })).Status);

        for (var mail = 0; mail < mails; mail++)
        {
            await mailbox.Gmail.ImportAsync($"mail{mail}");
            await Task.WhenAll(mailbox.PushAsync(), mailbox.PassAsync(PushedMailbox.Mode), mailbox.PushAsync());
        }

        await mailbox.ServedAsync();
        await mailbox.LookAfterAsync(PushedMailbox.Mode);
        Assert.Equal(mails, await mailbox.ReceivedAsync());
    }

    [EmulatePostgresFact]
    public async Task Pushes_LateOutOfOrderTwiceOrLost_TellEveryMailOnce()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync();
        await RelyAsync(mailbox);
        var before = await mailbox.Gmail.HistoryIdAsync();
        await mailbox.Gmail.ImportAsync("first");
        var first = await mailbox.Gmail.HistoryIdAsync();
        await mailbox.Gmail.ImportAsync("second");

        await mailbox.PushAsync(messageId: "2");
        await mailbox.PushAsync(first, messageId: "1");
        await mailbox.PushAsync(before, messageId: "0");
        await mailbox.PushAsync(first, messageId: "1");
        await mailbox.ServedAsync();
        await mailbox.ReceivedAsync(2);

        await mailbox.Gmail.ImportAsync("of the same burst, which Google does not push");
        await mailbox.RoundAsync(PushedMailbox.Mode);
        await mailbox.ReceivedAsync(3);
        await mailbox.RoundAsync(PushedMailbox.Mode);
        await mailbox.RoundAsync(PushedMailbox.Patience);
        await mailbox.HealthAsync("watch", PushedMailbox.Rare);

        await mailbox.Gmail.ImportAsync("late");
        await mailbox.LookAfterAsync(PushedMailbox.Rare);
        await mailbox.ReceivedAsync(4);
        await mailbox.PushAsync();
        await mailbox.ServedAsync();
        await mailbox.HealthAsync("watch", PushedMailbox.Rare);
        Assert.Equal(4, await mailbox.ReceivedAsync());
    }

    /// <summary>Has a push arrive, as Google sends one as soon as it is asked to.</summary>
    private static async Task RelyAsync(PushedMailbox mailbox)
    {
        await mailbox.PushAsync();
        await mailbox.ServedAsync();
        await mailbox.HealthAsync("watch", PushedMailbox.Rare);
        await mailbox.RoundAsync(PushedMailbox.Mode);
    }

    private static async Task PatchAsync(PushedMailbox mailbox, object changes) =>
        Assert.Equal(200, (int)(await mailbox.User.PatchAsync($"/api/v1/connections/{mailbox.Id}", changes)).Status);
}
