using EmailAgent.Storage.Lockout;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Lockout;

/// <summary>Forgets attempts of long ago, so that guessing at addresses does not fill the table.</summary>
internal sealed partial class AttemptSweep(AttemptStore attempts, TimeProvider time, ILogger<AttemptSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger<AttemptSweep> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await attempts.ForgetOldAsync(LockoutPolicy.AccountMemory, stoppingToken);
            }
            catch (Npgsql.NpgsqlException error)
            {
                LogInterrupted(error);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old login attempts could not be removed; tried again in an hour")]
    private partial void LogInterrupted(Exception error);
}
