using System.Net;
using EmailAgent.Silo.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace EmailAgent.Silo.Hosting;

/// <summary>Configures a silo that is one of a cluster.</summary>
internal static class ClusteredSilo
{
    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.AddEndpoints(settings).AddTls(settings).Configure<ClusterMembershipOptions>(NoticeDeathSoon);
        // The default placement prefers the silo that started first.
        silo.Services.AddSingleton<PlacementStrategy, ActivationCountBasedPlacement>();
        return silo;
    }

    private static ISiloBuilder AddEndpoints(this ISiloBuilder silo, ClusterSettings settings) =>
        settings.Address is { } address
            ? silo.ConfigureEndpoints(IPAddress.Parse(address), settings.SiloPort, settings.GatewayPort)
            : silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);

    private static ISiloBuilder AddTls(this ISiloBuilder silo, ClusterSettings settings)
    {
        if (ClusterTls.Load(settings.Tls, settings.ClusterId) is { } tls)
        {
            return silo.UseTls(tls.Configure);
        }

        if (ClusterExposure.Concerns(settings.Address))
        {
            silo.Services.AddHostedService<ClusterExposure>();
        }

        return silo;
    }

    // A killed silo's grains answer elsewhere after about a second, those of a hung one after two to four.
    private static void NoticeDeathSoon(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 2;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(3);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
    }
}
