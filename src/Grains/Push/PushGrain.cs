using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Push;

[StatelessWorker, Reentrant]
internal sealed partial class PushGrain(IEnumerable<IPushSource> sources, NotificationStore notifications, ILogger<PushGrain> logger) : Grain, IPushGrain
{
    private readonly ILogger<PushGrain> _logger = logger;

    public async Task<Outcome<Done>> ReceiveAsync(string provider, PushDelivery delivery, CancellationToken cancellationToken)
    {
        var source = sources.First(source => source.Provider == provider);
        var outcome = await TryReceiveAsync(source, delivery, cancellationToken);
        PushMetrics.ReportReceived(provider, outcome.Problem?.Code ?? "accepted");
        return outcome;
    }

    private async Task<Outcome<Done>> TryReceiveAsync(IPushSource source, PushDelivery delivery, CancellationToken cancellationToken)
    {
        PushVerdict verdict;
        try
        {
            verdict = await source.ReadAsync(new PushRequest(delivery.Authorization, delivery.Token, delivery.Body), cancellationToken);
        }
        catch (ProviderException failure)
        {
            return new Problem(ProblemCodes.Unavailable, failure.Message);
        }

        if (verdict is not { Judgement: PushJudgement.Accepted, Notice: { } notice })
        {
            return Refusal(verdict.Judgement);
        }

        foreach (var key in await notifications.InsertAsync(source.Provider, notice.Email, notice.MessageId, notice.Position, cancellationToken))
        {
            _ = WakeAsync(key);
        }

        return Done.Value;
    }

    /// <summary>Wakes the mailbox without waiting for it: <see cref="PushSweep"/> finds notifications that are not synced soon.</summary>
    private async Task WakeAsync(ConnectionKey key)
    {
        try
        {
            await GrainFactory.GetGrain<IMailboxGrain>(new MailboxId(key.UserId, key.Id).ToString()).NotifyAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotWoken(failure, key.Id);
        }
    }

    private static Problem Refusal(PushJudgement judgement) => judgement switch
    {
        PushJudgement.Malformed => new Problem(PushProblems.NotAPush, "The request is not a push of this provider."),
        PushJudgement.Forbidden => new Problem(PushProblems.PushForbidden, "The push is not from the configured sender."),
        _ => new Problem(PushProblems.PushUnauthenticated, "The push does not prove its origin."),
    };

    [LoggerMessage(1, LogLevel.Warning, "Connection {ConnectionId}: not woken for a push; that is made up for")]
    private partial void LogNotWoken(Exception failure, Guid connectionId);
}
