using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using EmailAgent.Silo.Tests.Cluster;
using EmailAgent.Silo.Tests.Grains;
using EmailAgent.Silo.Tests.Hosting;

namespace EmailAgent.Silo.Tests;

/// <summary>A silo that is alone lets no other process in, and waits for none that has died.</summary>
public sealed class StandaloneTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [PostgresFact]
    public async Task Ports_OfTheSilo_AreOnLoopbackAndDropWhoeverConnects()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var silo = await TestSilo.StartAsync(database.ConnectionString);
        await silo.Client.GetGrain<ICallGrain>("alone").Echo("");
        var (port, gateway) = await ReadPortsAsync(database);

        Assert.Equal(0, gateway);
        Assert.Equal(
            [IPAddress.Loopback],
            IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == port).Select(listener => listener.Address));
        Assert.True(await IsDroppedAsync(port));
    }

    [PostgresFact]
    public async Task Silo_AfterOneThatWasKilled_DoesNotWaitForIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        using (var killed = await SiloProcess.StartAsync(database.ConnectionString, SiloMode.Standalone))
            killed.Kill();

        var watch = Stopwatch.StartNew();
        await using var next = await TestSilo.StartAsync(database.ConnectionString);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(key => next.Client.GetGrain<ICallGrain>($"{key}").Echo("")));
        await next.Client.GetGrain<IReminderGrain>("reminder").Register("name", Limit, Limit);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
        Assert.Equal(1, await CountMembersAsync(database));
    }

    /// <summary>Whether a connection is closed before its first byte, which may be before it is established.</summary>
    private static async Task<bool> IsDroppedAsync(int port)
    {
        using var stranger = new TcpClient();
        try
        {
            await stranger.ConnectAsync(IPAddress.Loopback, port);
            return await stranger.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Limit) == 0;
        }
        catch (Exception dropped) when (dropped is SocketException or IOException)
        {
            return true;
        }
    }

    private static async Task<(int Silo, int Gateway)> ReadPortsAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT port, proxy_port FROM orleans.membership");
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return (row.GetInt32(0), row.GetInt32(1));
    }

    private static async Task<long> CountMembersAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT count(*) FROM orleans.membership");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
