using System.Net;
using System.Net.Sockets;
using EmailAgent.Silo.Cluster;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;

namespace EmailAgent.Silo.Hosting;

/// <summary>Configures a silo that is alone: it joins no other, and nothing outside its process can call its grains.</summary>
internal static class StandaloneSilo
{
    private const int NoGateway = 0;

    public static ISiloBuilder StandAlone(this ISiloBuilder silo, ClusterSettings settings, NpgsqlDataSource database)
    {
        // Orleans requires a port for other silos. It is bound to loopback, and every connection is dropped before a byte is read.
        silo.Configure<EndpointOptions>(options =>
            (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (IPAddress.Loopback, FindFreePort(), NoGateway));
        silo.Configure<SiloConnectionOptions>(options => options.ConfigureSiloInboundConnection(connection => connection.Use(_ => Drop)));
        silo.Services.AddHostedService(_ => new FormerMembers(database, settings.ClusterId));
        return silo;
    }

    private static Task Drop(ConnectionContext connection)
    {
        connection.Abort();
        return Task.CompletedTask;
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
