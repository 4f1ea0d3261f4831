using System.Collections.Concurrent;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class MailboxOpenerTests
{
    private static readonly MailboxAccount Account = new("{}", new PasswordCredentials("secret"));

    private readonly ManualTimeProvider _time = new();
    private readonly WaitingProvider _provider = new();

    [Fact]
    public async Task Opening_ThatWaits_GivesItsPlaceToTheNext()
    {
        var opener = Opener(places: 1, placesPerUser: 1);
        var first = VerifyAsync(opener, Guid.NewGuid());
        var second = VerifyAsync(opener, Guid.NewGuid());
        Assert.Single(_provider.Openings);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.True(() => _provider.Openings.Count == 2);

        _provider.Fail(1, "second");
        _provider.Fail(0, "first");
        Assert.Equal(("connection_failed", "second"), await second);
        Assert.Equal(("connection_failed", "first"), await first);
    }

    [Fact]
    public async Task Connects_OfOneUserToASilentServer_KeepNobodyElseWaiting()
    {
        var opener = Opener(places: 4, placesPerUser: 2);
        var greedy = Guid.NewGuid();
        var flood = Enumerable.Range(0, 200).Select(_ => VerifyAsync(opener, greedy)).ToList();
        await Eventually.True(() => _provider.Openings.Count == 2);

        var other = VerifyAsync(opener, Guid.NewGuid());
        await Eventually.True(() => _provider.Openings.Count == 3);
        _provider.Fail(2, "answered");
        Assert.Equal(("connection_failed", "answered"), await other);
        await PassTimeAsync(Task.WhenAll(flood));
    }

    [Fact]
    public async Task Connects_BeyondTheBoundOfTheirUser_AreRefusedAtOnce()
    {
        var opener = Opener(places: 100, placesPerUser: 100);
        var greedy = Guid.NewGuid();
        var flood = Enumerable.Range(0, 20).Select(_ => VerifyAsync(opener, greedy)).ToList();
        await Eventually.True(() => _provider.Openings.Count == 16);
        var refused = await Task.WhenAll(flood.Where(connect => connect.IsCompleted));
        Assert.Equal(Enumerable.Repeat("too_many_attempts", 4), refused.Select(problem => problem.Code));

        _provider.Fail(0, "answered");
        await Eventually.True(() => flood.Count(connect => connect.IsCompleted) == 5);
        flood.Add(VerifyAsync(opener, greedy));
        await Eventually.True(() => _provider.Openings.Count == 17);
        await PassTimeAsync(Task.WhenAll(flood));
    }

    [Fact]
    public async Task TimeInOurQueue_IsNotTheServersFault()
    {
        var opener = Opener(places: 1, placesPerUser: 1);
        var first = VerifyAsync(opener, Guid.NewGuid());
        await Eventually.True(() => _provider.Openings.Count == 1);
        var waiting = Enumerable.Range(0, 20).Select(_ => VerifyAsync(opener, Guid.NewGuid())).ToList();

        await PassTimeAsync(Task.WhenAll([first, .. waiting]));

        var codes = (await Task.WhenAll(waiting)).Select(problem => problem.Code).ToList();
        Assert.Contains("unavailable", codes); // those whose turn did not come
        Assert.Equal(_provider.Openings.Count - 1, codes.Count(code => code == "connection_failed")); // and those whose server was asked
    }

    [Fact]
    public async Task Opening_WhoseSecretCannotBeRead_TakesNoPlace()
    {
        var opener = Opener(places: 1, placesPerUser: 1); // with nothing that could read it
        await Assert.ThrowsAnyAsync<Exception>(() => opener.OpenAsync(Stored(), 0, CancellationToken.None));

        var next = VerifyAsync(opener, Guid.NewGuid());
        await Eventually.True(() => _provider.Openings.Count == 1);
        _provider.Fail(0, "answered");
        Assert.Equal(("connection_failed", "answered"), await next);
    }

    [Fact]
    public async Task Session_OfAConnect_IsTakenByTheWorkerOnce()
    {
        var opener = Opener(places: 1, placesPerUser: 1); // with nothing that could read a secret
        var stored = Stored();
        var session = await ConnectAsync(opener, stored);

        Assert.Same(session, await opener.OpenAsync(stored, 0, CancellationToken.None));
        await Assert.ThrowsAnyAsync<Exception>(() => opener.OpenAsync(stored, 0, CancellationToken.None));
        _time.Advance(TimeSpan.FromMinutes(1));
        await opener.AbandonAsync(new MailboxId(stored.UserId, stored.Id));
        Assert.False(session.IsClosed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Session_OfAConnectWithoutAWorker_IsClosed(bool abandons)
    {
        var opener = Opener(places: 1, placesPerUser: 1);
        var stored = Stored();
        var session = await ConnectAsync(opener, stored);

        if (abandons)
            await opener.AbandonAsync(new MailboxId(stored.UserId, stored.Id));
        else
            _time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.True(() => session.IsClosed);
        await Assert.ThrowsAnyAsync<Exception>(() => opener.OpenAsync(stored, 0, CancellationToken.None));
    }

    private async Task<IdleSession> ConnectAsync(MailboxOpener opener, StoredConnection stored)
    {
        var connecting = opener.ConnectAsync(new MailboxId(stored.UserId, stored.Id), "waiting", Account, CancellationToken.None);
        await Eventually.True(() => _provider.Openings.Count == 1);
        var session = new IdleSession();
        _provider.Open(0, session);
        Assert.Null(await connecting);
        return session;
    }

    private static StoredConnection Stored() => new(
        Guid.NewGuid(), Guid.NewGuid(), "waiting", "key", "a@example.org", null, "{}", [1], ConnectionStatus.Connected, null, null, 0, 0, false, null, DateTimeOffset.UnixEpoch, 0, null);

    private MailboxOpener Opener(int places, int placesPerUser) => new(
        [_provider], null!, null!, Options.Create(new MailboxOptions { ConcurrentOpens = places, ConcurrentOpensPerUser = placesPerUser }), _time);

    private Task PassTimeAsync(Task task) => Eventually.True(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
            return task.IsCompleted;
        });

    private static async Task<(string Code, string Detail)> VerifyAsync(MailboxOpener opener, Guid userId) =>
        await opener.VerifyAsync(userId, "waiting", Account, CancellationToken.None) is { } problem ? (problem.Code, problem.Detail) : ("", "");

    /// <summary>Opens when it is told to.</summary>
    private sealed class WaitingProvider : IMailboxProvider
    {
        public ConcurrentQueue<TaskCompletionSource<IMailboxSession>> Openings { get; } = new();

        public string Name => "waiting";

        public Task<IMailboxSession> OpenAsync(MailboxAccount account, CancellationToken cancellationToken)
        {
            var opening = new TaskCompletionSource<IMailboxSession>(TaskCreationOptions.RunContinuationsAsynchronously);
            Openings.Enqueue(opening);
            return opening.Task.WaitAsync(cancellationToken);
        }

        public void Open(int opening, IMailboxSession session) => Openings.ElementAt(opening).SetResult(session);

        public void Fail(int opening, string reason) =>
            Openings.ElementAt(opening).SetException(new ProviderException(ProviderFailure.Unreachable, reason));
    }
}
