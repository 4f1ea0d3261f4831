using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Cluster;

/// <summary>With <c>Cluster:Tls</c> whoever has no certificate of the cluster is no member, though it reaches the ports and the database.</summary>
public sealed class ClusterTlsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [PostgresFact]
    public async Task Members_WorkTogether_AndStrangersStayOutside()
    {
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority();
        await using var database = await TestDatabase.CreateAsync();
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, authority.Member(), silos: 2);
        await Eventually.True(async () => await CountSilosAsync(database) == 2, Limit);
        await Account.RegisterAsync(product.Client);

        await AssertNoSiloAsync(database, []);
        await AssertNoSiloAsync(database, stranger.Member());
        await AssertNoApiAsync(database, []);
        await AssertNoApiAsync(database, stranger.Member());

        await using var command = database.DataSource.CreateCommand("SELECT port, proxy_port FROM orleans.membership WHERE status = 3 LIMIT 1");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        foreach (var port in new[] { row.GetInt32(0), row.GetInt32(1) })
        {
            await AssertClosedAsync(port, null, "");
            await AssertClosedAsync(port, stranger, "emailagent");
            await AssertClosedAsync(port, authority, "another");
        }

        await Account.RegisterAsync(product.Client);
    }

    [PostgresFact]
    public async Task Silo_WhoseCertificateTheOthersWouldNotTake_DoesNotStart()
    {
        using var authority = new TestAuthority();
        await using var database = await TestDatabase.CreateAsync();
        await using var silo = new ProductProcess("Silo", Settings(database, authority.Member("another")));

        silo.Launch();

        Assert.NotEqual(0, await silo.ExitCodeAsync(Limit));
        Assert.Contains("does not carry the cluster's id", silo.Output, StringComparison.Ordinal);
    }

    // It finds the others in the database, cannot speak to them, and gives up.
    private static async Task AssertNoSiloAsync(TestDatabase database, Dictionary<string, string> tls)
    {
        await using var silo = new ProductProcess("Silo", Settings(database, tls));
        silo.Launch();
        Assert.NotEqual(0, await silo.ExitCodeAsync(Limit));
        Assert.Equal(2, await CountSilosAsync(database));
    }

    private static async Task AssertNoApiAsync(TestDatabase database, Dictionary<string, string> tls)
    {
        var port = LoopbackPort.Find();
        await using var api = new ProductProcess("Api", new Dictionary<string, string>(Settings(database, tls)) { ["Cluster__Silos"] = "External", ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" });
        api.Launch();
        await Eventually.True(() => Task.FromResult(api.Output.Contains("Connection attempt to endpoint", StringComparison.Ordinal)), Limit);
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", port));
    }

    // A member's connection would stay open, as the silo waits for its first message.
    private static async Task AssertClosedAsync(int port, TestAuthority? authority, string name)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "emailagent",
            ApplicationProtocols = [new("Orleans1")],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        if (authority?.Issue(name, out _) is { } own) options.ClientCertificates = [own];
        try
        {
            // With TLS 1.3 the refusal comes after what the client takes for the end of the handshake.
            await stream.AuthenticateAsClientAsync(options).WaitAsync(Limit);
            Assert.Equal(0, await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit));
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // This is a refusal, too.
        }
    }

    private static Dictionary<string, string> Settings(TestDatabase database, Dictionary<string, string> tls) => new(tls)
    {
        ["ConnectionStrings__Postgres"] = database.ConnectionString,
        ["Cluster__Address"] = "127.0.0.1",
        ["Cluster__SiloPort"] = LoopbackPort.Find().ToString(CultureInfo.InvariantCulture),
        ["Cluster__GatewayPort"] = LoopbackPort.Find().ToString(CultureInfo.InvariantCulture),
    };

    private static async Task<long> CountSilosAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT count(*) FROM orleans.membership WHERE status = 3");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
