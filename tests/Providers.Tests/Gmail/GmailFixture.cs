using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>One emulate for all tests of a class; each test has its own account.</summary>
public sealed class GmailFixture : IAsyncLifetime
{
    private const int Accounts = 40;

    private EmulateServer? _server;
    private int _used;

    public async Task InitializeAsync()
    {
        if (EmulateServer.Missing is null) _server = await EmulateServer.StartAsync("google", GmailMailbox.Seed([.. Enumerable.Range(0, Accounts).Select(Email)]));
    }

    public async Task DisposeAsync()
    {
        if (_server is { } server) await server.DisposeAsync();
    }

    internal Task<GmailWorld> StartAsync(Action<Providers.Gmail.GmailOptions>? configure = null, int seed = 1) =>
        GmailWorld.StartAsync(_server!, Email(Interlocked.Increment(ref _used) - 1), configure, seed);

    private static string Email(int number) => $"ann{number}@gmail.com";
}
