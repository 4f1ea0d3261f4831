using EmailAgent.Storage.Audit;

namespace EmailAgent.Grains.Audit;

/// <summary>Anchors the audit log soon after the end of each day, and says in the log of the process what a witness should keep.</summary>
internal sealed partial class AuditAnchoring(AuditAnchors anchors, TimeProvider time, ILogger<AuditAnchoring> logger)
    : RecurringWork(TimeSpan.FromMinutes(15), time, logger)
{
    private readonly ILogger<AuditAnchoring> _logger = logger;

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        if (await anchors.AnchorAsync(stop) is { } witness)
            LogAnchored(witness.Number, witness.Hash);
    }

    [LoggerMessage(1, LogLevel.Information, "Audit log anchored: anchor {Number} is {Hash}")]
    private partial void LogAnchored(long number, string hash);
}
