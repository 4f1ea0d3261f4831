using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Reminders;

namespace Orleans.Embedded.Hosting;

/// <summary>Starts and stops the engine with its host.</summary>
internal sealed partial class EngineService(
    EngineDatabase database,
    EngineLock engineLock,
    ActivationDirectory directory,
    ReminderService reminders,
    ILogger<EngineService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await engineLock.TakeAsync(cancellationToken).ConfigureAwait(false);
        await database.CreateSchemaAsync(cancellationToken).ConfigureAwait(false);
        directory.Open();
        await reminders.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            reminders.Dispose();
            await directory.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogStopCutShort();
        }
        finally
        {
            await engineLock.ReleaseAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time to stop was up before all grains were deactivated")]
    private partial void LogStopCutShort();
}
