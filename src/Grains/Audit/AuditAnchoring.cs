using EmailAgent.Storage.Audit;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Audit;

/// <summary>Anchors the audit log soon after the end of each day, and says in the log of the process what a witness should keep.</summary>
internal sealed partial class AuditAnchoring(AuditAnchors anchors, TimeProvider time, ILogger<AuditAnchoring> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    private readonly ILogger<AuditAnchoring> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (await anchors.AnchorAsync(stoppingToken) is { } witness)
                    LogAnchored(witness.Number, witness.Hash);
            }
            catch (Npgsql.NpgsqlException error)
            {
                LogInterrupted(error);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Audit log anchored: anchor {Number} is {Hash}")]
    private partial void LogAnchored(long number, string hash);

    [LoggerMessage(2, LogLevel.Warning, "The audit log could not be anchored; it is tried again")]
    private partial void LogInterrupted(Exception error);
}
