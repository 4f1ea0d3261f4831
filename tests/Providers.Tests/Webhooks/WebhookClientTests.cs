using System.Net;
using EmailAgent.Providers.Egress;
using EmailAgent.Providers.Webhooks;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Webhooks;

/// <summary>The addresses and certificates to which requests are made.</summary>
public sealed class WebhookClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webhooks");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Post_ToANameThatNowLeadsToAPrivateNetwork_IsRefused()
    {
        await using var server = await ScriptedHttpsServer.StartAsync();
        IPAddress[] addresses = [IPAddress.Parse("8.8.8.8")];
        var dialer = new EgressDialer(Policy()) { Resolve = (_, _) => Task.FromResult(addresses) };
        using var client = new WebhookClient(dialer, new WebhookHttpOptions(), TimeProvider.System);
        var address = $"https://hooks.example.org:{server.Port}/hook";
        Assert.Null(await client.CheckAsync(address, default));

        addresses = [IPAddress.Loopback];
        var reply = await client.PostAsync(Post(address), default);

        Assert.Null(reply.Status);
        Assert.Equal("The address of the server is not allowed.", reply.Error);
        Assert.Equal(WebhookAddressFault.NotAllowed, await client.CheckAsync(address, default));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("localhost", true, true)]
    [InlineData("localhost", false, false)]
    [InlineData("hooks.example.org", true, false)]
    public async Task Post_OverTls_NeedsAKnownAuthorityAndTheName(string host, bool isKnown, bool isAccepted)
    {
        await using var server = await ScriptedHttpsServer.StartAsync();
        server.Answer($"{host}/hook", "ok");
        var file = Path.Combine(_folder.FullName, "authority.pem");
        await File.WriteAllTextAsync(file, server.Authority);
        var dialer = new EgressDialer(Policy("127.0.0.0/8")) { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        using var client = new WebhookClient(dialer, new WebhookHttpOptions { AuthorityFile = isKnown ? file : "", Timeout = TimeSpan.FromMinutes(1) }, TimeProvider.System);

        var reply = await client.PostAsync(Post($"https://{host}:{server.Port}/hook"), default);

        Assert.Equal(isAccepted, reply.IsSuccess);
        Assert.Equal(isAccepted ? 1 : 0, server.Requests.Count);
        Assert.Equal(isAccepted, reply.Error is null);
        Assert.True(isAccepted || reply.Error!.StartsWith("TLS failed", StringComparison.Ordinal), reply.Error);
    }

    private static EgressPolicy Policy(params string[] allowed) => new(Options.Create(new EgressOptions { Allow = allowed }));

    private static WebhookPost Post(string address) => new(new Uri(address), [], "{}"u8.ToArray());
}
