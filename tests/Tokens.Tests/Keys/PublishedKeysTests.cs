using System.Text.Json.Nodes;
using EmailAgent.Testing;
using EmailAgent.Tokens.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Tokens.Tests.Keys;

/// <summary>What an issuer can answer over HTTP, and how that ends.</summary>
public sealed class PublishedKeysTests : IAsyncLifetime
{
    private TestIssuer _issuer = null!;

    public async Task InitializeAsync() => _issuer = await TestIssuer.StartAsync();

    public async Task DisposeAsync() => await _issuer.DisposeAsync();

    [Fact]
    public async Task Fetch_ByDiscovery_FindsTheKeys() => Assert.True((await FetchAsync()).Has(TokenForge.RsaKeyId));

    [Fact]
    public async Task Fetch_ByAddress_NeedsNoDiscovery()
    {
        _issuer.Discovery = _ => throw new InvalidOperationException("asked for");
        Assert.True((await FetchAsync(new Uri($"{_issuer.Address}/jwks"))).Has(TokenForge.KeyId));
    }

    [Theory]
    [InlineData("https://attacker.example", null)]
    [InlineData(null, "http://attacker.example/jwks")]
    [InlineData(null, "file:///etc/passwd")]
    [InlineData(null, "/jwks")]
    [InlineData(null, "")]
    public async Task Fetch_DiscoveryOfSomebodyElseOrElsewhere_IsNotFollowed(string? issuer, string? keys)
    {
        _issuer.Discovery = context => context.Response.WriteAsJsonAsync(new JsonObject { ["issuer"] = issuer ?? _issuer.Address, ["jwks_uri"] = keys ?? $"{_issuer.Address}/jwks" });
        await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync());
        Assert.Equal(0, _issuer.KeyFetches);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"issuer\":1}")]
    [InlineData("<html>")]
    public async Task Fetch_DiscoveryThatIsNone_IsAnError(string body)
    {
        _issuer.Discovery = context => context.Response.WriteAsync(body);
        await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Fetch_AnythingButAnAnswer_IsAnErrorAndRedirectsAreNotFollowed(int status)
    {
        var followed = false;
        _issuer.KeySet = context =>
        {
            followed |= context.Request.Query.Count > 0;
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"{_issuer.Address}/jwks?again=1";
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync());
        Assert.False(followed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fetch_EndlessAnswer_IsCutOff(bool announced)
    {
        _issuer.KeySet = async context =>
        {
            if (announced)
                context.Response.ContentLength = 10L * 1024 * 1024 * 1024;
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync());
    }

    [Fact]
    public async Task Fetch_AnswerThatDoesNotEnd_IsGivenUp()
    {
        var arrived = new TaskCompletionSource();
        _issuer.KeySet = async context =>
        {
            await context.Response.WriteAsync("{\"keys\":[");
            await context.Response.Body.FlushAsync();
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var fetch = FetchAsync(timeout: TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        await arrived.Task;
    }

    [Fact]
    public async Task Fetch_NobodyThere_IsAnError()
    {
        await _issuer.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync());
    }

    private async Task<KeySet> FetchAsync(Uri? address = null, TimeSpan? timeout = null)
    {
        await using var services = new ServiceCollection().AddKeyStore().BuildServiceProvider();
        return await new PublishedKeys(services.GetRequiredService<IHttpClientFactory>(), _issuer.Address, address, timeout ?? TimeSpan.FromMinutes(1)).FetchAsync(CancellationToken.None);
    }
}
