using EmailAgent.Grains.Audit;

namespace EmailAgent.Grains.Identity;

/// <summary>Device and address of the current request, as its owner recognizes them in the list of sessions.</summary>
/// <param name="UserAgent">As the program calls itself, cut short.</param>
/// <param name="Address">An IP address.</param>
internal sealed record Device(string? UserAgent, string? Address)
{
    private const int MaxUserAgent = 200;

    public static Device Current => new(Clean(RequestOrigin.Current?.UserAgent), RequestOrigin.Current?.Address);

    // A header can hold anything but line ends.
    private static string? Clean(string? userAgent)
    {
        var text = string.Concat((userAgent ?? "").Take(MaxUserAgent).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return text.Length == 0 ? null : text;
    }
}
