using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Tests.Connections;

public sealed class MailboxOpenerTests
{
    private static readonly MailboxAccount Account = new("{}", new PasswordCredentials("secret"));

    [Fact]
    public async Task Opening_ThatWaits_GivesItsPlaceToTheNext()
    {
        var time = new ManualTimeProvider();
        var provider = new WaitingProvider();
        using var opener = new MailboxOpener([provider], null!, null!, Options.Create(new MailboxOptions { ConcurrentOpens = 1 }), time);

        var first = opener.OpenAsync("waiting", Account, CancellationToken.None);
        var second = opener.OpenAsync("waiting", Account, CancellationToken.None);
        Assert.Single(provider.Openings);
        time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.True(() => Task.FromResult(provider.Openings.Count == 2));

        provider.Openings[1].SetException(new ProviderException(ProviderFailure.Unreachable, "second"));
        provider.Openings[0].SetException(new ProviderException(ProviderFailure.Unreachable, "first"));
        Assert.Equal("second", (await Assert.ThrowsAsync<ProviderException>(() => second)).Message);
        Assert.Equal("first", (await Assert.ThrowsAsync<ProviderException>(() => first)).Message);
    }

    /// <summary>Opens when it is told to.</summary>
    private sealed class WaitingProvider : IMailboxProvider
    {
        public List<TaskCompletionSource<IMailboxSession>> Openings { get; } = [];

        public string Name => "waiting";

        public Task<IMailboxSession> OpenAsync(MailboxAccount account, CancellationToken cancellationToken)
        {
            Openings.Add(new TaskCompletionSource<IMailboxSession>());
            return Openings[^1].Task;
        }
    }
}
