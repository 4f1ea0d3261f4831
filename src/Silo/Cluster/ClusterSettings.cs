using Microsoft.Extensions.Configuration;

namespace EmailAgent.Silo.Cluster;

/// <summary>The configuration section <c>Cluster</c> of silos and APIs.</summary>
internal sealed class ClusterSettings
{
    private const string Section = "Cluster";

    /// <summary>Location of the grains as seen from an API: in its process, or in external silos. Default: in its own process.</summary>
    public SiloLocation Silos { get; set; } = SiloLocation.InProcess;

    /// <summary>Identifies the cluster: silos and APIs with the same value belong together. Default: emailagent.</summary>
    public string ClusterId { get; set; } = "emailagent";

    /// <summary>Identifies the installation to its reminders; must never change. Default: emailagent.</summary>
    public string ServiceId { get; set; } = "emailagent";

    /// <summary>The IP address at which other silos and APIs reach this silo. Default: the machine's own.</summary>
    public string? Address { get; set; }

    /// <summary>The port for other silos. Default: 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for APIs. Default: 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>TLS on both ports. Default: none.</summary>
    public ClusterTlsSettings? Tls { get; set; }

    public static ClusterSettings Read(IConfiguration configuration) => configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
}
