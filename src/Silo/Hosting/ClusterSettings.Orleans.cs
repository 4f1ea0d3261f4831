using EmailAgent.Grains.Cluster;

namespace EmailAgent.Silo.Hosting;

/// <summary>The configuration section <c>Cluster</c> of a silo.</summary>
internal sealed class ClusterSettings
{
    /// <summary>How many queues the event streams are spread over; the same on silos and clients.</summary>
    public const int StreamQueues = 4;

    /// <summary>Silos and clients with the same value form one cluster. Default: emailagent.</summary>
    public string ClusterId { get; set; } = "emailagent";

    /// <summary>Under this name grain state and reminders are stored; never changes. Default: emailagent.</summary>
    public string ServiceId { get; set; } = "emailagent";

    /// <summary>The IP address that other silos and clients connect to. Default: the machine's own.</summary>
    public string? Address { get; set; }

    /// <summary>The port for other silos. Default: 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for clients. Default: 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>TLS on both ports. Default: none.</summary>
    public ClusterTlsSettings? Tls { get; set; }
}
