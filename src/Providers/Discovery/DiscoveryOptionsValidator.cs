using System.Net;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Discovery;

internal sealed class DiscoveryOptionsValidator : IValidateOptions<DiscoveryOptions>
{
    /// <summary>Longest wait; a caller waits for two of them, and for the login at the mail server.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    public ValidateOptionsResult Validate(string? name, DiscoveryOptions options)
    {
        var faults = new List<string>();
        faults.AddRange(options.NameServers.Where(server => server.Length > 0 && !IPEndPoint.TryParse(server, out _))
            .Select(server => $"Discovery:NameServers must hold addresses such as 192.0.2.53 or 192.0.2.53:5353, not '{server}'."));
        if (!IsWait(options.QueryTimeout)) faults.Add("Discovery:QueryTimeout must be positive, and at most 20 seconds.");
        if (!IsWait(options.ServerTimeout)) faults.Add("Discovery:ServerTimeout must be positive, and at most 20 seconds.");
        if (!IsWait(options.Timeout)) faults.Add("Discovery:Timeout must be positive, and at most 20 seconds, since a caller waits.");
        if (options.KeepFor < TimeSpan.Zero) faults.Add("Discovery:KeepFor must not be negative.");
        if (options.KeepFailureFor < TimeSpan.Zero) faults.Add("Discovery:KeepFailureFor must not be negative.");
        if (options.MostKept < 0) faults.Add("Discovery:MostKept must not be negative.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsWait(TimeSpan wait) => wait > TimeSpan.Zero && wait <= LongestWait;
}
