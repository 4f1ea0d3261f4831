using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>A reproducible series of changes on the server, mixed with pulls of all kinds and lost sessions.</summary>
internal sealed class RandomSeries(SyncedMailbox mailbox, DovecotSeries server, int seed)
{
    private readonly Random _random = new(seed);

    /// <returns>What was done.</returns>
    public async Task<string> StepAsync() => _random.Next(12) switch
    {
        0 => await DoAsync("lose session", mailbox.DropSessionAsync()),
        1 => await DoAsync("pull pushed", mailbox.PullAsync(PullScope.Pushed)),
        2 => await DoAsync("pull all", mailbox.PullAsync(PullScope.All)),
        3 => await DoAsync("reconcile", mailbox.SyncAsync(PullScope.Reconcile)),
        _ => await server.StepAsync(),
    };

    private static async Task<string> DoAsync(string what, Task doing)
    {
        await doing;
        return what;
    }
}
