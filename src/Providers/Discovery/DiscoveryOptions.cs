namespace EmailAgent.Providers.Discovery;

/// <summary>Discovery of the mail servers of an address; bound from the configuration section <c>Discovery</c>.</summary>
public sealed class DiscoveryOptions
{
    public const string Section = "Discovery";

    /// <summary>
    /// Indicates whether servers are searched for in the DNS, at the domain of the address and under likely names; otherwise only those of large
    /// providers are found. Default: true.
    /// </summary>
    public bool Lookups { get; set; } = true;

    /// <summary>Name servers, such as <c>192.0.2.53</c> or <c>192.0.2.53:5353</c>; empty entries are ignored. Default: those of the system.</summary>
    public IList<string> NameServers { get; init; } = [];

    /// <summary>Longest wait for a name server, which is queried at most twice. Default: 2 s.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for the configuration that a domain publishes, and for a server under a likely name. Default: 4 s.</summary>
    public TimeSpan ServerTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Longest time of a discovery, after which its result is what was found so far; also of the trial of a submission server. Default: 12 s.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Time for which the servers of a domain are remembered. Default: 1 h.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Time for which a domain is not searched again when its servers were not found, or not with certainty. Default: 5 min.</summary>
    public TimeSpan KeepFailureFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Domains that are remembered. Default: 5000.</summary>
    public int MostKept { get; set; } = 5000;
}
