using System.Net;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Discovery.Autoconfig;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;

namespace EmailAgent.Providers.Tests.Discovery;

public sealed class AutoconfigClientTests
{
    private const string Own = "autoconfig.example.org/mail/config-v1.1.xml";
    private const string WellKnown = "example.org/.well-known/autoconfig/mail/config-v1.1.xml";

    [Fact]
    public async Task Domain_WithoutConfiguration_HasNone_AndBothAddressesWereAsked()
    {
        await using var web = await ScriptedHttpsServer.StartAsync();

        Assert.Null(await FindAsync(web));
        Assert.Equal([Own, WellKnown], web.Requests.Order());
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_IsFollowed()
    {
        await using var web = await ScriptedHttpsServer.StartAsync();
        web.Redirect(WellKnown, "https://hoster.example/shared.xml");
        web.Answer("hoster.example/shared.xml", DiscoveryWorld.Document("hoster.example"));

        Assert.NotNull(await FindAsync(web));
    }

    [Theory]
    [InlineData("http://hoster.example/shared.xml")]
    [InlineData("https://hoster.example:8443/shared.xml")]
    [InlineData("https://autoconfig.example.org/mail/config-v1.1.xml")]
    [InlineData("file:///etc/passwd")]
    public async Task Redirect_ToWhatIsNotHttpsOrWithoutEnd_IsNotFollowed(string target)
    {
        await using var web = await ScriptedHttpsServer.StartAsync();
        web.Redirect(Own, target);
        web.Answer("hoster.example/shared.xml", DiscoveryWorld.Document("hoster.example"));

        Assert.Null(await FindAsync(web));
        Assert.DoesNotContain("hoster.example/shared.xml", web.Requests);
    }

    [Fact]
    public async Task Address_OutsideOfThePolicy_IsNotConnectedTo()
    {
        await using var web = await ScriptedHttpsServer.StartAsync();
        web.Answer(Own, DiscoveryWorld.Document("example.org"));

        Assert.Null(await FindAsync(web, DiscoveryWorld.Connector(web, "192.168.7.0/24")));
        Assert.Empty(web.Requests);
    }

    [Fact]
    public async Task Certificate_ThatIsNotTrusted_EndsTheConnection()
    {
        await using var web = await ScriptedHttpsServer.StartAsync();
        web.Answer(Own, DiscoveryWorld.Document("example.org"));
        using var client = new AutoconfigClient(DiscoveryWorld.Connector(web), new DiscoveryOptions(), certificateValidation: null);

        Assert.Null(await client.FindAsync("example.org", default));
        Assert.Empty(web.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_TooLarge_IsNotRead(bool announces)
    {
        await using var web = await ScriptedHttpsServer.StartAsync();
        var content = new byte[AutoconfigDocument.MaxLength + 1];
        Array.Fill(content, (byte)' ');
        web.Answer(Own, async context =>
        {
            context.Response.ContentLength = announces ? content.Length : null;
            await context.Response.StartAsync();
            await context.Response.Body.WriteAsync(content);
        });

        Assert.Null(await FindAsync(web));
    }

    [Fact]
    public async Task Server_ThatDoesNotAnswer_IsNotWaitedFor()
    {
        await using var web = await ScriptedHttpsServer.StartAsync();
        web.Answer(Own, context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));

        Assert.Null(await FindAsync(web, timeout: TimeSpan.FromMilliseconds(300)));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task Status_OtherThanOk_IsNone(HttpStatusCode status)
    {
        await using var web = await ScriptedHttpsServer.StartAsync();
        web.Answer(Own, context =>
        {
            context.Response.StatusCode = (int)status;
            return context.Response.WriteAsync(DiscoveryWorld.Document("example.org"));
        });

        Assert.Null(await FindAsync(web));
    }

    private static async Task<FoundServers?> FindAsync(ScriptedHttpsServer web, EgressConnector? connector = null, TimeSpan? timeout = null)
    {
        using var client = new AutoconfigClient(
            connector ?? DiscoveryWorld.Connector(web), new DiscoveryOptions { ServerTimeout = timeout ?? TimeSpan.FromSeconds(60) }, web.Accepts);
        return await client.FindAsync("example.org", default);
    }
}
