using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>A reproducible series of changes and pulls on a server that fails: a failure ends the session, as it does in the product.</summary>
internal sealed class FaultySeries(SyncedMailbox mailbox, DovecotSeries server, int seed)
{
    private const int MostFailures = 200;

    private readonly Random _random = new(seed);

    /// <returns>What was done.</returns>
    public async Task<string> StepAsync() => _random.Next(8) switch
    {
        0 => await TryAsync("pull pushed", () => mailbox.PullAsync(PullScope.Pushed)),
        1 => await TryAsync("pull all", () => mailbox.PullAsync(PullScope.All)),
        2 => await TryAsync("sync", () => mailbox.SyncAsync()),
        3 => await TryAsync("retry", RetryAsync),
        _ => await server.StepAsync(),
    };

    /// <summary>Tries until a look at everything has come to its end.</summary>
    public async Task<string> SyncAsync()
    {
        for (var failures = 0; failures < MostFailures; failures++)
        {
            if (await TryAsync("sync", () => mailbox.SyncAsync()) == "sync")
            {
                return $"synced after {failures} failures, {mailbox.Copy.Outstanding.All.Count} outstanding";
            }
        }

        throw new InvalidOperationException("The mailbox does not get through.");
    }

    /// <summary>
    /// Asserts that each message that is on the server and not in the copy is outstanding, and that the copy has messages that are not on the
    /// server only while a folder is outstanding.
    /// </summary>
    public void AssertAccounted(IReadOnlyList<ServerMessage> state)
    {
        var outstanding = mailbox.Copy.Outstanding.All.Select(mail => mail.Key).ToHashSet();
        var copy = mailbox.CopyState().Select(message => (message.Folder, message.Uid)).ToHashSet();
        var present = state.Select(message => (message.Folder, message.Uid)).ToHashSet();
        foreach (var (folder, uid) in present.Except(copy))
        {
            var id = mailbox.Copy[folder].Id;
            Assert.True(outstanding.Contains(OutstandingKey.Placed(id, uid)) || outstanding.Contains(OutstandingKey.Folder(id)), $"{folder} {uid} is neither in the copy nor outstanding.");
        }

        // What vanished stays while a folder is refused in which it may be by now.
        if (!outstanding.Any(key => key.IsFolder))
        {
            Assert.Empty(copy.Except(present));
        }
    }

    private async Task RetryAsync()
    {
        await mailbox.PullAsync(PullScope.All);
        await mailbox.RetryAsync();
    }

    private async Task<string> TryAsync(string what, Func<Task> doing)
    {
        try
        {
            await doing();
            mailbox.Failures = 0;
            return what;
        }
        catch (ProviderException error)
        {
            mailbox.Failures++;
            await mailbox.DropSessionAsync();
            return $"{what}: {error.Failure}";
        }
    }
}
