using System.Net;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Audit;

/// <summary>
/// A service that reports refused requests to the audit log and to the log of the process, within a second; requests do not wait for it.
/// </summary>
internal sealed partial class RefusalReporter(IClusterClient cluster, TimeProvider time, ILogger<RefusalReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ILogger<RefusalReporter> _logger = logger;
    private readonly RefusalTally _tally = new();
    private readonly long _start = time.GetTimestamp();
    private IReadOnlyList<RefusedRequests> _untold = [];
    private long _failures;

    /// <param name="kind">The check that refuses the current request.</param>
    /// <param name="reason">A class of reasons.</param>
    /// <param name="what">The permission, or the class of requests, that was requested.</param>
    /// <param name="userId">The user that the caller has proven to be.</param>
    /// <param name="credential">The credential that the caller has proven to have.</param>
    public void Report(RefusalKind kind, string reason, string? what = null, Guid? userId = null, string? credential = null)
    {
        var origin = RequestOrigin.Current;
        var caller = userId?.ToString("N") ?? (IPAddress.TryParse(origin?.Address, out var address) ? RateSubject.OfAddress(address) : "");
        _tally.Count(new RefusedRequests(kind, reason, what, userId, credential, origin, 1), caller);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken);
            await TellAsync(stoppingToken);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (_untold.Count == 0)
        {
            _untold = _tally.Take(time.GetElapsedTime(_start));
            foreach (var refused in _untold)
                LogRefused(refused.Count, refused.Kind, refused.Reason, refused.What);
        }

        if (_untold.Count == 0)
            return;
        try
        {
            await cluster.GetGrain<IAuditGrain>(0).RecordAsync(_untold, cancellationToken);
            _untold = [];
            if (_failures > 0)
                LogTold(_failures);
            _failures = 0;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            if (_failures++ == 0)
                LogUntold(error, _untold.Count); // they are kept, and counting goes on meanwhile
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Refused: {Count} requests of one caller by {Kind}, {Reason} {What}")]
    private partial void LogRefused(long count, RefusalKind kind, string reason, string? what);

    [LoggerMessage(3, LogLevel.Information, "The audit log takes refusals again, after {Failures} attempts")]
    private partial void LogTold(long failures);

    [LoggerMessage(2, LogLevel.Warning, "{Count} refusals could not be given to the audit log; they are tried again")]
    private partial void LogUntold(Exception error, int count);
}
