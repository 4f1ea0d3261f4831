using System.Threading.Channels;
using EmailAgent.Grains.Logging;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Audit;

/// <summary>
/// Entry point for features to audit actions. An action that changes the database passes its <see cref="Entry"/> to the store, which
/// appends it in the same transaction (<see cref="AuditLog"/>). For one that changes something elsewhere there is
/// <see cref="WriteAsync"/>. For one that changes nothing there is <see cref="RecordAsync"/>: the entry is written within moments,
/// together with others, and is lost only if the process is killed before that.
/// </summary>
internal sealed partial class AuditTrail : BackgroundService
{
    private const int Capacity = 10_000;
    private const int MaxBatch = 500;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly AuditLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditTrail> _logger;
    private readonly RepeatedFailures _failures;
    private readonly Channel<AuditEntry> _queue = Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public AuditTrail(AuditLog log, TimeProvider time, ILogger<AuditTrail> logger)
    {
        (_log, _time, _logger) = (log, time, logger);
        _failures = new RepeatedFailures(time, LogRetries);
    }

    /// <summary>Gets the number of entries that wait in this process.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Creates an entry with the current request's origin.</summary>
    /// <param name="userId">The user that the entry is about; null for none.</param>
    /// <param name="action">A constant of the feature, such as <c>IdentityActions.Login</c>.</param>
    /// <param name="target">On what: <c>kind:id</c>.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="actorId">The user who acted, if it is not the authenticated one: a user who has just proved their identity.</param>
    /// <param name="details">Short facts by name. Never a secret, nor anything out of a message.</param>
    public static AuditEntry Entry(
        Guid? userId, string action, string? target = null, AuditOutcome outcome = AuditOutcome.Succeeded, Guid? actorId = null, params (string Name, string Value)[] details)
    {
        var entry = EntryOf(RequestOrigin.Current, userId, action, outcome, details.ToDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal));
        return entry with { Target = target, Actor = entry.Actor with { UserId = actorId ?? entry.Actor.UserId } };
    }

    /// <summary>Creates an entry of a request that is not the current one.</summary>
    /// <param name="origin">Origin of the request; null for work of the product itself.</param>
    /// <param name="userId">The user that the entry is about; null for none.</param>
    /// <param name="action">A constant of the feature, such as <c>IdentityActions.Login</c>.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="details">Short facts by name.</param>
    public static AuditEntry EntryOf(RequestOrigin? origin, Guid? userId, string action, AuditOutcome outcome, IReadOnlyDictionary<string, string> details) => new(
        userId ?? AuditEntry.Instance,
        action,
        outcome,
        Target: null,
        details,
        new AuditActor(origin?.ActorId, origin?.Credential),
        origin is null ? null : new AuditOrigin(origin.Address, origin.UserAgent, origin.RequestId));

    /// <summary>
    /// Records an action that changes nothing in the database. Returns at once, unless so many entries wait that the database must be
    /// behind.
    /// </summary>
    public async ValueTask RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        while (!_queue.Writer.TryWrite(entry))
        {
            if (await _queue.Writer.WaitToWriteAsync(cancellationToken))
                continue;
            await _log.AppendAsync([entry], cancellationToken); // stopping
            return;
        }
    }

    /// <summary>Writes an action outside the database. Once it returns, the entry is durable.</summary>
    public Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken) => _log.AppendAsync([entry], cancellationToken);

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _failures.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<AuditEntry>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None)) // ends when the queue is closed and empty
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var entry))
                batch.Add(entry);
            await WriteUntilTakenAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private async Task WriteUntilTakenAsync(List<AuditEntry> batch, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await _log.AppendAsync(batch, CancellationToken.None);
                return;
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                if (_failures.IsFirst(error.GetType().Name))
                {
                    LogRetry(error, batch.Count);
                }
            }
            catch (Exception error)
            {
                LogLost(error, batch.Count);
                return;
            }

            await Task.Delay(RetryAfter, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Count} entries of the audit log cannot be written; they are tried again")]
    private partial void LogRetry(Exception error, int count);

    [LoggerMessage(3, LogLevel.Error, "The audit log could not be written {Count} more times within a minute ({Kind})")]
    private partial void LogRetries(string kind, long count);

    [LoggerMessage(2, LogLevel.Critical, "{Count} entries of the audit log are lost: the database does not take them, and the process is stopping")]
    private partial void LogLost(Exception error, int count);
}
