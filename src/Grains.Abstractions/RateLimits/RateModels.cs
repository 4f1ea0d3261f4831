using System.Net;
using System.Net.Sockets;

namespace EmailAgent.Grains.RateLimits;

/// <summary>Kinds of requests that are counted apart from each other.</summary>
public enum RateClass
{
    Read,
    Write,
    Search,

    /// <summary>Authentication: registration and login.</summary>
    Auth,

    /// <summary>Requests without a permission: documents, public keys, and unknown paths.</summary>
    Open,

    /// <summary>Pushes of providers, and whatever is posted where they arrive.</summary>
    Push,

    /// <summary>Requests that make this installation contact servers of domains that the caller names.</summary>
    Lookup,
}

/// <summary>The state of the limit that is nearest to its end.</summary>
/// <param name="Allowed">The request is within all limits, and counted; otherwise it is counted nowhere.</param>
/// <param name="Limit">Requests that are possible in a window.</param>
/// <param name="Remaining">Requests that are possible at once, after this one.</param>
/// <param name="Reset">Time until more requests are possible; rounded up wherever it is reported in seconds.</param>
[GenerateSerializer, Immutable, Alias("rate-verdict")]
public sealed record RateVerdict(
    [property: Id(0)] bool Allowed,
    [property: Id(1)] int Limit,
    [property: Id(2)] int Remaining,
    [property: Id(3)] TimeSpan Reset);

/// <summary>Subjects whose requests are counted together: the keys of <see cref="IRateLimitGrain"/>.</summary>
public static class RateSubject
{
    private const string AddressPrefix = "address/";

    public static string OfUser(Guid userId) => $"user/{userId:N}";

    /// <summary>Returns an IPv4 address, or the network of 64 bits of an IPv6 address, which is what one customer has.</summary>
    public static string OfAddress(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return $"{AddressPrefix}{plain}";
        var bytes = plain.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{AddressPrefix}{new IPAddress(bytes)}";
    }

    public static bool IsAddress(string subject) => subject.StartsWith(AddressPrefix, StringComparison.Ordinal);
}
