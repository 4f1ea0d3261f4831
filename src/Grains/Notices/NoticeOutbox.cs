using EmailAgent.Delivery.Notices;
using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Notices;

/// <summary>
/// Mails account owners and invited users, from rows that were written first. A request for a mail costs the same whether or not
/// there is an account: <see cref="NoticeWriter"/> looks it up when the mail is sent.
/// </summary>
internal sealed partial class NoticeOutbox(NoticeStore store, NoticeWriter writer, IEnumerable<INoticeSender> senders, IGrainFactory grains, ILogger<NoticeOutbox> logger)
    : RecurringWork(TimeSpan.FromSeconds(15), grains)
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly ILogger<NoticeOutbox> _logger = logger;
    private readonly INoticeSender? _sender = senders.FirstOrDefault();
    private bool _warned;

    /// <summary>Indicates whether mails can be sent.</summary>
    public bool CanSend => _sender is not null;

    /// <summary>
    /// Requests a mail, which is sent soon. A waiting mail of the same kind suffices, and for most kinds one that was sent just now.
    /// Without an address, no mail is sent.
    /// </summary>
    public async Task RequestAsync(string? emailKey, string kind, CancellationToken cancellationToken)
    {
        if (_sender is null || emailKey is null)
            return;
        await store.RequestAsync(emailKey, kind, NoticePolicy.Waits(kind), cancellationToken);
        await WakeAsync();
    }

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        if (_sender is null)
        {
            WarnOnce();
            return;
        }

        while (await store.TakeAsync(AtOnce, Lease, stop) is { Count: > 0 } due)
        {
            foreach (var notice in due)
                await SendAsync(notice, stop);
        }

        await store.ForgetOldAsync(stop);
    }

    private void WarnOnce()
    {
        if (!Interlocked.Exchange(ref _warned, true))
            LogNoSender();
    }

    private async Task SendAsync(DueNotice due, CancellationToken stop)
    {
        if (await TryDeliverAsync(due, stop) is not { } receipt)
        {
            await store.RemoveAsync(due, stop);
            return;
        }

        switch (receipt.Fate)
        {
            case NoticeFate.Sent:
                LogSent(due.Kind);
                await store.SentAsync(due, NoticePolicy.Pause(due.Kind, due.Sent), stop);
                if (await writer.MarkSentAsync(due, stop))
                    await RequestAsync(due.EmailKey, due.Kind, stop);
                break;
            case NoticeFate.Later:
                await PostponeAsync(due, receipt.Reason, stop);
                break;
            default:
                await GiveUpAsync(due, receipt.Reason, stop);
                break;
        }
    }

    /// <summary>Writes a mail and sends it. One that cannot be written or sent must not keep the others; one that was sent is never sent again for what follows.</summary>
    /// <returns>Null if there is nothing to send.</returns>
    private async Task<NoticeReceipt?> TryDeliverAsync(DueNotice due, CancellationToken stop)
    {
        try
        {
            return await writer.WriteAsync(due, stop) is { } notice ? await _sender!.SendAsync(notice, stop) : null;
        }
        catch (Exception defect) when (defect is not Npgsql.NpgsqlException && !stop.IsCancellationRequested)
        {
            // Without its text, which can contain the address.
            return new NoticeReceipt(NoticeFate.Later, defect.GetType().Name);
        }
    }

    private async Task PostponeAsync(DueNotice due, string? reason, CancellationToken stop)
    {
        if (due.Attempts >= NoticePolicy.MostAttempts)
        {
            await GiveUpAsync(due, reason, stop);
            return;
        }

        LogPostponed(due.Kind, due.Attempts, reason);
        await store.PostponeAsync(due, NoticePolicy.RetryAfter(due.Attempts), stop);
    }

    private async Task GiveUpAsync(DueNotice due, string? reason, CancellationToken stop)
    {
        LogGivenUp(due.Kind, due.Attempts, reason);
        await store.RemoveAsync(due, stop);
    }
}
