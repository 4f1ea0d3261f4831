using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Egress;

/// <summary>
/// Decides whether an address that a user names, or that a name given by a user leads to, may be connected to: only the public internet,
/// and what is configured. Ask it about the very address that is connected to, since a name may lead elsewhere the next time.
/// </summary>
/// <remarks>What an operator configures - issuers, mail for accounts, the endpoints of providers - is not asked about.</remarks>
public sealed class EgressPolicy(IOptions<EgressOptions> options)
{
    private readonly IPNetwork[] _allowed = [.. options.Value.Allow.Where(network => network.Length > 0).Select(network => IPNetwork.Parse(network))];

    /// <summary>True for an address of the public internet or of an allowed network.</summary>
    /// <param name="address">The address; one that carries an IPv4 address is judged by that.</param>
    public bool Allows(IPAddress address)
    {
        var target = Unwrap(address);
        return Array.Exists(_allowed, network => network.Contains(target)) || IsPublic(target);
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || SpecialNetworks.GlobalUnicast.Contains(address))
        && !Array.Exists(SpecialNetworks.All, network => network.Contains(address));

    /// <summary>Whom a packet reaches in the end: a mapped address is IPv4 on this machine, a translated one on the next gateway.</summary>
    private static IPAddress Unwrap(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : SpecialNetworks.Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;
}
