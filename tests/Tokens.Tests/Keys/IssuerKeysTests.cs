using EmailAgent.Testing;
using EmailAgent.Tokens.Keys;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmailAgent.Tokens.Tests.Keys;

public sealed class IssuerKeysTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedKeys _source = new();
    private readonly TokenForge _forge = new();
    private readonly KeySet _first;
    private readonly KeySet _next;
    private readonly IssuerKeys _keys;

    public IssuerKeysTests()
    {
        _keys = new IssuerKeys("https://issuer.example", _source, _time, NullLogger<IssuerKeys>.Instance);
        (_first, _next) = (_forge.ReadKeys(), _forge.ReadKeys());
        _source.Keys = _first;
    }

    [Fact]
    public async Task GetNewer_StormOfUnknownKeys_FetchesOncePerInterval()
    {
        await GetAsync();
        for (var round = 1; round <= 5; round++)
        {
            _time.Advance(IssuerKeys.AtMostEvery);
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(GetNewerAsync)));
            Assert.Equal(1 + round, _source.Fetches);
        }
    }

    [Fact]
    public async Task GetNewer_RightAfterTheKeysWereFetched_FetchesAgainOnce()
    {
        await GetAsync();
        _source.Keys = _next;
        Assert.Same(_next, await GetNewerAsync());
        await GetNewerAsync();
        Assert.Equal(2, _source.Fetches);
    }

    [Fact]
    public async Task GetNewer_WhileTheIssuerFails_FetchesOncePerIntervalToo()
    {
        await GetAsync();
        _source.Keys = null;
        for (var round = 1; round <= 5; round++)
        {
            _time.Advance(IssuerKeys.AtMostEvery);
            for (var i = 0; i < 100; i++)
                Assert.Null(await GetNewerAsync());
            Assert.Equal(1 + round, _source.Fetches);
        }
    }

    [Fact]
    public async Task Get_WhileTheIssuerIsDown_KeepsTheKeysForADay()
    {
        await GetAsync();
        _source.Keys = null;
        for (var hours = 1; hours < 24; hours++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            Assert.Same(_first, await GetAsync());
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task Get_RotationWhileTheIssuerIsDown_ComesWhenItIsBack()
    {
        await GetAsync();
        _source.Keys = null;
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await GetNewerAsync()); // nobody knows whether there is a newer one
        Assert.Same(_first, await GetAsync());

        _source.Keys = _next;
        _time.Advance(IssuerKeys.AtMostEvery);
        Assert.Same(_next, await GetNewerAsync());
    }

    [Fact]
    public async Task Get_WhenItIsTime_FetchesBesideTheRequest()
    {
        await GetAsync();
        _source.Gate = new TaskCompletionSource();
        _source.Keys = _next;
        _time.Advance(IssuerKeys.RefreshAfter);

        Assert.Same(_first, await GetAsync()); // though the issuer has not answered yet
        _source.Gate.SetResult();
        await Eventually.True(async () => await GetAsync() == _next);
        Assert.Equal(2, _source.Fetches);
    }

    [Fact]
    public async Task Get_AfterALongPause_WaitsForTheKeysOfToday()
    {
        await GetAsync();
        _source.Keys = _next;
        _time.Advance(2 * IssuerKeys.RefreshAfter);
        Assert.Same(_next, await GetAsync());
    }

    [Fact]
    public async Task Get_FirstRequestsTogether_FetchOnce()
    {
        _source.Gate = new TaskCompletionSource();
        var all = Enumerable.Range(0, 50).Select(_ => GetAsync()).ToList();
        _source.Gate.SetResult();
        Assert.All(await Task.WhenAll(all), keys => Assert.Same(_first, keys));
        Assert.Equal(1, _source.Fetches);
    }

    [Fact]
    public async Task Get_WithoutAnyKeys_IsNothingAndTriesAgainLater()
    {
        (_source.Keys, var keys) = (null, _source.Keys);
        Assert.Null(await GetAsync());
        _source.Keys = keys;
        Assert.Null(await GetAsync());
        Assert.Equal(1, _source.Fetches);
        _time.Advance(IssuerKeys.AtMostEvery);
        Assert.Same(keys, await GetAsync());
    }

    [Fact]
    public async Task Get_RequestGivenUp_DoesNotEndTheFetchOfOthers()
    {
        _source.Gate = new TaskCompletionSource();
        using var givenUp = new CancellationTokenSource();
        var first = _keys.GetAsync(givenUp.Token).AsTask();
        var second = GetAsync();
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _source.Gate.SetResult();
        Assert.Same(_first, await second);
    }

    public void Dispose() => _forge.Dispose();

    private Task<KeySet?> GetAsync() => _keys.GetAsync(CancellationToken.None).AsTask();

    private Task<KeySet?> GetNewerAsync() => _keys.GetNewerAsync(CancellationToken.None).AsTask();
}
