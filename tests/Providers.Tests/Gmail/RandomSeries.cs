using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>A reproducible series of changes in a mailbox, mixed with pulls of all kinds, edits, lost sessions and a history that is forgotten.</summary>
internal sealed class RandomSeries(GmailWorld gmail, SyncedGmail mailbox, GmailSeries server, int seed)
{
    private readonly Random _random = new(seed);

    /// <returns>What was done.</returns>
    public async Task<string> StepAsync()
    {
        switch (_random.Next(25))
        {
            case 0:
                mailbox.DropSession();
                return "lose session";
            case 1 or 2:
                return await TryAsync("pull pushed", () => mailbox.PullAsync(PullScope.Pushed));
            case 3 or 4:
                return await TryAsync("pull all", () => mailbox.PullAsync(PullScope.All));
            case 5:
                return await TryAsync("pull and lose", () => mailbox.PullAsync(PullScope.All, _random.Next(3)));
            case 6:
                return await TryAsync("reconcile", () => mailbox.PullAsync(PullScope.Reconcile));
            case 7 or 8:
                return await TryAsync("backfill", () => mailbox.BackfillAsync(_random.Next(6)));
            case 9 or 10:
                var id = server.AnyId();
                return await TryAsync($"edit {id}", () => mailbox.EditAsync(AnyEdit(), id));
            case 11:
                gmail.Proxy.ForgottenBefore = await gmail.Mailbox.HistoryIdAsync();
                return "forget history";
            case 12:
                var broken = server.AnyId();
                gmail.Proxy.Broken.Add(broken);
                return $"break {broken}";
            case 13:
                if (_random.Next(3) == 0) gmail.Proxy.Broken.Clear();
                return await TryAsync("retry", mailbox.RetryAsync);
            default:
                return await server.StepAsync();
        }
    }

    /// <summary>Tries until a look at everything has come to its end.</summary>
    public async Task SyncAsync()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await TryAsync("sync", () => mailbox.SyncAsync()) == "sync") return;
        }

        throw new InvalidOperationException("The mailbox does not get through.");
    }

    /// <summary>Asserts that each message that Gmail has and the copy has not is outstanding.</summary>
    public void AssertAccounted(SortedDictionary<string, string[]> state)
    {
        var outstanding = mailbox.Copy.Outstanding.All.Select(mail => mail.Key.RemoteId).ToHashSet();
        Assert.All(state.Keys.Where(id => !mailbox.Copy.Messages.TryGetValue(id, out var message) || message.IsPartial), id => Assert.Contains(id, outstanding));
    }

    /// <summary>A failure ends the session, as it does in the product.</summary>
    private async Task<string> TryAsync(string what, Func<Task> doing)
    {
        try
        {
            await doing();
            return what;
        }
        catch (ProviderException error)
        {
            if (error.Failure != ProviderFailure.Refused) mailbox.DropSession();
            return $"{what}: {error.Failure}";
        }
    }

    private MessageEdit AnyEdit() => _random.Next(5) switch
    {
        0 => new FlagEdit([@"\Seen"], [@"\Flagged"]),
        1 => new FlagEdit([@"\Flagged"], [@"\Seen"]),
        2 => new ArchiveEdit(),
        3 => new MoveEdit("Label_2"),
        _ => new TrashEdit(),
    };
}
