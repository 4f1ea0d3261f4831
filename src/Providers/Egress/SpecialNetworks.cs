using System.Net;

namespace EmailAgent.Providers.Egress;

/// <summary>
/// The networks that are not the public internet: IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890), but for those
/// that are globally reachable and hold servers.
/// </summary>
internal static class SpecialNetworks
{
    /// <summary>Returns all allocated IPv6 addresses (RFC 4291 section 2.4); others are local, multicast or not allocated.</summary>
    public static IPNetwork GlobalUnicast { get; } = IPNetwork.Parse("2000::/3");

    /// <summary>Returns the network of IPv4 addresses behind a gateway (NAT64, RFC 6052), which are the last four bytes of its addresses.</summary>
    public static IPNetwork Translated { get; } = IPNetwork.Parse("64:ff9b::/96");

    public static IPNetwork[] All { get; } =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network (RFC 791)
            "10.0.0.0/8", // private (RFC 1918)
            "100.64.0.0/10", // shared by customers of a provider (RFC 6598)
            "127.0.0.0/8", // loopback (RFC 1122)
            "168.63.129.16/32", // public by number, but in Azure the host's own services
            "169.254.0.0/16", // link-local (RFC 3927), and metadata of clouds
            "172.16.0.0/12", // private (RFC 1918)
            "192.0.0.0/24", // protocol assignments (RFC 6890)
            "192.0.2.0/24", // documentation (RFC 5737)
            "192.31.196.0/24", // AS112 (RFC 7535)
            "192.52.193.0/24", // AMT relays (RFC 7450)
            "192.88.99.0/24", // 6to4 relays, deprecated (RFC 7526)
            "192.168.0.0/16", // private (RFC 1918)
            "192.175.48.0/24", // AS112 (RFC 7534)
            "198.18.0.0/15", // benchmarks (RFC 2544)
            "198.51.100.0/24", // documentation (RFC 5737)
            "203.0.113.0/24", // documentation (RFC 5737)
            "224.0.0.0/4", // multicast (RFC 5771)
            "240.0.0.0/4", // reserved (RFC 1112), and broadcast
            "2001::/23", // protocol assignments (RFC 2928), Teredo among them
            "2001:db8::/32", // documentation (RFC 3849)
            "2002::/16", // 6to4 (RFC 3056): any IPv4 address in disguise
            "2620:4f:8000::/48", // AS112 (RFC 7534)
            "3fff::/20", // documentation (RFC 9637)
        }.Select(network => IPNetwork.Parse(network)),
    ];
}
