using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.Lockout;

/// <summary>Rules for what is counted, and the wait after each number of failures.</summary>
internal static class LockoutPolicy
{
    /// <summary>Failures on an account are forgotten after this time without one.</summary>
    public static readonly TimeSpan AccountMemory = TimeSpan.FromDays(1);

    /// <summary>Shorter, since the address can pass to other hosts.</summary>
    public static readonly TimeSpan AddressMemory = TimeSpan.FromHours(1);

    private const int Ipv6NetworkBytes = 8;

    /// <summary>Lists the waits after the first, second, ... failure in a row: none before the given one, then a second, doubling up to the longest.</summary>
    public static IReadOnlyList<TimeSpan> Delays(int failures, TimeSpan longest)
    {
        var delays = Enumerable.Repeat(TimeSpan.Zero, failures - 1).ToList();
        for (var wait = TimeSpan.FromSeconds(1); wait < longest; wait *= 2)
            delays.Add(wait);
        delays.Add(longest);
        return delays;
    }

    /// <summary>Returns the secret being guessed: a secret of one account.</summary>
    /// <param name="kind">Which secret.</param>
    /// <param name="account">Whose.</param>
    /// <param name="knownAddress">
    /// From where, when the owner has logged in from there: counted apart, so that strangers who fail elsewhere do not keep the owner out.
    /// </param>
    public static byte[] Secret(string kind, string account, string? knownAddress) => Hash($"secret\n{kind}\n{account}\n{knownAddress}");

    /// <summary>Returns the origin of guesses: an IPv4 address, or the network of an IPv6 address, which one host can use completely.</summary>
    /// <returns>Null if it is not known, or this machine: a proxy there represents all clients.</returns>
    public static byte[]? Origin(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip) || IPAddress.IsLoopback(ip))
            return null;
        var bytes = ip.GetAddressBytes();
        return Hash($"origin\n{Convert.ToHexString(ip.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, Ipv6NetworkBytes) : bytes)}");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
