using EmailAgent.Tokens.Keys;


namespace EmailAgent.Tokens.Tests.Keys;

/// <summary>An issuer that answers what a test says, when it says so.</summary>
internal sealed class ScriptedKeys : IKeySource
{
    private int _fetches;

    /// <summary>Null while the issuer is down.</summary>
    public KeySet? Keys { get; set; }

    public TaskCompletionSource? Gate { get; set; }

    public int Fetches => Volatile.Read(ref _fetches);

    public async Task<KeySet> FetchAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        if (Gate is { } gate)
            await gate.Task;
        return Keys ?? throw new HttpRequestException("The issuer is down.");
    }
}
