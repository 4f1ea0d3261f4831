using EmailAgent.Providers.Gmail;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>A Gmail account, a copy of it, and a session between the two that can be lost at any time.</summary>
internal sealed class SyncedGmail(GmailWorld world)
{
    private IMailboxSession? _session;

    public LabelledCopy Copy { get; } = new();

    public async Task<IMailboxSession> SessionAsync() => _session ??= await world.Provider.OpenAsync(
        new MailboxAccount(new GmailAccountSettings(world.Email).ToJson(), new TokenCredentials(world.Tokens)), CancellationToken.None);

    /// <summary>Looks for changes and brings in all that is missing.</summary>
    public async Task SyncAsync(PullScope scope = PullScope.All)
    {
        await PullAsync(scope);
        while (!(await SessionAsync()).HistoryComplete)
        {
            await BackfillAsync();
            await PullAsync(PullScope.Pushed);
        }
    }

    /// <param name="scope">How much to look at.</param>
    /// <param name="batches">Batches after which the session is lost.</param>
    public async Task PullAsync(PullScope scope, int batches = int.MaxValue) =>
        await ApplyAsync((await SessionAsync()).PullAsync(Copy, scope, CancellationToken.None), batches);

    /// <param name="batches">Batches after which the session is lost.</param>
    public async Task BackfillAsync(int batches = int.MaxValue) =>
        await ApplyAsync((await SessionAsync()).BackfillAsync(Copy, CancellationToken.None), batches);

    /// <summary>Asks again for everything outstanding.</summary>
    public async Task RetryAsync() => await ApplyAsync((await SessionAsync()).RetryAsync(Copy, true, CancellationToken.None), int.MaxValue);

    /// <summary>Loses the session, with all that it knows beyond what was committed.</summary>
    public void DropSession() => _session = null;

    public async Task<EditOutcome> EditAsync(MessageEdit edit, params string[] ids)
    {
        var outcome = await (await SessionAsync()).EditAsync(Copy, [.. ids.Select(id => new LabelledLocation(id))], edit, CancellationToken.None);
        Copy.Apply(outcome.Changes);
        return outcome;
    }

    public async Task<AppendOutcome> AppendAsync(MessageToAppend message)
    {
        var outcome = await (await SessionAsync()).AppendAsync(Copy, message, CancellationToken.None);
        foreach (var changes in outcome.Changes)
        {
            Copy.Apply(changes);
        }

        return outcome;
    }

    public async Task<IReadOnlyList<string>> FindAsync(string messageId, string? role) =>
        [.. (await (await SessionAsync()).FindAsync(Copy, messageId, role, CancellationToken.None)).Select(location => ((LabelledLocation)location).RemoteId)];

    private async Task ApplyAsync(IAsyncEnumerable<MailboxChanges> source, int batches)
    {
        await foreach (var changes in source)
        {
            if (batches-- == 0)
            {
                DropSession(); // What was yielded last was not committed.
                return;
            }

            Copy.Apply(changes);
        }
    }
}
