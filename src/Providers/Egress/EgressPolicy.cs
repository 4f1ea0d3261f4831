using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Egress;

/// <summary>
/// The policy for connections to addresses that users enter or that names from users resolve to: only the public internet and configured
/// networks are allowed. It must be applied to the very address of the connection, since a name may resolve differently the next time.
/// </summary>
/// <remarks>Addresses that an operator configures - issuers, mail for accounts, the endpoints of providers - are not checked.</remarks>
public sealed class EgressPolicy(IOptions<EgressOptions> options)
{
    private readonly IPNetwork[] _allowed = [.. options.Value.Allow.Where(network => network.Length > 0).Select(network => IPNetwork.Parse(network))];

    /// <summary>Indicates whether an address belongs to the public internet or to an allowed network.</summary>
    /// <param name="address">The address; one that contains an IPv4 address is judged by that.</param>
    public bool Allows(IPAddress address)
    {
        var target = Unwrap(address);
        return Array.Exists(_allowed, network => network.Contains(target)) || IsPublic(target);
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || SpecialNetworks.GlobalUnicast.Contains(address))
        && !Array.Exists(SpecialNetworks.All, network => network.Contains(address));

    /// <summary>
    /// Returns the address that finally receives a packet: a mapped address is IPv4 on this machine, a translated one on the next gateway.
    /// </summary>
    private static IPAddress Unwrap(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : SpecialNetworks.Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;
}
