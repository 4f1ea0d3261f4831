using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Logs at the start a warning if the silo's ports can be reached from other machines, since any program that reaches them can call
/// any grain as any user.
/// </summary>
internal sealed partial class ClusterExposure(ILogger<ClusterExposure> logger) : IHostedService
{
    private readonly ILogger<ClusterExposure> _logger = logger;

    /// <summary>Returns whether ports at this address can be reached from other machines.</summary>
    /// <param name="address">As in <c>Cluster:Address</c>.</param>
    public static bool Concerns(string? address) => address is null || !IPAddress.IsLoopback(IPAddress.Parse(address));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogExposed();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "The cluster's traffic has no TLS: a client that reaches the ports of this silo can act as any user. Set Cluster:Tls, or make sure that only silos and APIs reach them")]
    private partial void LogExposed();
}
