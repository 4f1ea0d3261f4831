using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Connections;

/// <summary>The reminder that reactivates a mailbox's grain after the loss of its silo.</summary>
internal sealed partial class MailboxReminder(MailboxGrain grain, MailboxId id, MailboxOutages outages, ILogger logger)
{
    private const string KeepAlive = "keep-alive";

    /// <summary>
    /// The interval of ticks, well under the time after which an idle activation is collected. Each tick also restarts a worker that should
    /// run and does not.
    /// </summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private readonly ILogger _logger = logger;
    private bool _isRegistered;

    /// <summary>
    /// Registers the reminder unless this activation has done so. A failure is only logged: the mailbox runs without its reminder, and
    /// <see cref="MailboxSweep"/> tries again.
    /// </summary>
    public async Task EnsureAsync()
    {
        // A pool returns a connection that died with the database, though only once.
        _isRegistered = _isRegistered || await TryRegisterAsync() || await TryRegisterAsync();
    }

    public async Task RemoveAsync()
    {
        _isRegistered = false;
        if (await grain.GetReminder(KeepAlive) is { } reminder)
        {
            await grain.UnregisterReminder(reminder);
        }
    }

    private async Task<bool> TryRegisterAsync()
    {
        try
        {
            await grain.RegisterOrUpdateReminder(KeepAlive, Period, Period);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (outages.IsNews(id.ConnectionId, "reminder", failure)) LogNotRegistered(failure, id.ConnectionId);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Connection {ConnectionId}: its reminder could not be registered")]
    private partial void LogNotRegistered(Exception failure, Guid connectionId);
}
