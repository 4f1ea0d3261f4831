using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// The removal of a deleted connection's mail, in chunks, then of the connection. It can be stopped and started again at any point.
/// </summary>
internal sealed partial class MailboxRemoval(MailRemover remover, MailboxOutages outages, TimeProvider time, ILogger<MailboxRemoval> logger)
{
    private const int ChunkMessages = 1_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ILogger<MailboxRemoval> _logger = logger;

    public async Task RunAsync(MailboxId id, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await remover.DeleteMailChunkAsync(id.UserId, id.ConnectionId, ChunkMessages, stop))
                {
                    LogRemoved(id.ConnectionId);
                    return;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return; // What is left goes on at the next start.
            }
            catch (Exception error)
            {
                if (outages.IsNews(id.ConnectionId, "removal", error)) LogInterrupted(error, id.ConnectionId);
                await Task.Delay(RetryAfter, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Connection {ConnectionId}: removed with all its mail")]
    private partial void LogRemoved(Guid connectionId);

    [LoggerMessage(2, LogLevel.Warning, "Connection {ConnectionId}: removal interrupted, will be tried again")]
    private partial void LogInterrupted(Exception error, Guid connectionId);
}
