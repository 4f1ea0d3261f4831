using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Audit;

/// <summary>Anchors the audit log soon after the end of each day, and logs the anchor that a witness should keep; then removes expired origins.</summary>
internal sealed partial class AuditUpkeep(AuditAnchors anchors, AuditEraser eraser, IGrainFactory grains, ILogger<AuditUpkeep> logger)
    : RecurringWork(TimeSpan.FromMinutes(15), grains)
{
    private readonly ILogger<AuditUpkeep> _logger = logger;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        if (await anchors.AnchorAsync(stop) is { } witness)
            LogAnchored(witness.Number, witness.Hash);
        while (await eraser.ExpireDayAsync(stop) is { } day)
            LogExpired(day);
    }

    [LoggerMessage(1, LogLevel.Information, "Audit log anchored: anchor {Number} is {Hash}")]
    private partial void LogAnchored(long number, string hash);

    [LoggerMessage(2, LogLevel.Information, "Where the requests of {Day} came from was taken out of the audit log")]
    private partial void LogExpired(DateOnly day);
}
