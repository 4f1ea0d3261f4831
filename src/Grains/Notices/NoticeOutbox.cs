using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Providers.Notices;
using EmailAgent.Storage.Identity;
using EmailAgent.Storage.Notices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Notices;

/// <summary>
/// Mails owners of accounts, from rows that were written first. A request for a mail costs the same whether or not there is an account:
/// that is looked up here, and tokens are made here, so that none is stored in the clear.
/// </summary>
internal sealed partial class NoticeOutbox(
    NoticeStore store, UserStore users, AccountTokens tokens, IEnumerable<INoticeSender> senders, IOptions<AccountOptions> options, TimeProvider time,
    ILogger<NoticeOutbox> logger) : BackgroundService
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly ILogger<NoticeOutbox> _logger = logger;
    private readonly INoticeSender? _sender = senders.FirstOrDefault();
    private readonly WorkerSignals _signals = new();

    /// <summary>Has a mail sent, soon. One of the same kind that waits already, or was sent just now, will do. Without an address, nobody is mailed.</summary>
    public async Task RequestAsync(string? emailKey, string kind, CancellationToken cancellationToken)
    {
        if (_sender is null || emailKey is null)
            return;
        await store.RequestAsync(emailKey, kind, cancellationToken);
        _signals.Raise();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_sender is null)
        {
            LogNoSender();
            return;
        }

        while (true)
        {
            try
            {
                await SendDueAsync(_sender, stoppingToken);
                await store.ForgetOldAsync(stoppingToken);
            }
            catch (Npgsql.NpgsqlException error)
            {
                LogInterrupted(error);
            }

            await _signals.WaitAsync(DelayAsync, true, stoppingToken);
        }
    }

    private async Task<bool> DelayAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Interval, time, cancellationToken);
        return true;
    }

    private async Task SendDueAsync(INoticeSender sender, CancellationToken stop)
    {
        while (await store.TakeAsync(AtOnce, Lease, stop) is { Count: > 0 } due)
        {
            foreach (var notice in due)
                await SendAsync(sender, notice, stop);
        }
    }

    private async Task SendAsync(INoticeSender sender, DueNotice due, CancellationToken stop)
    {
        if (await WriteAsync(due, stop) is not { } notice)
        {
            await store.RemoveAsync(due, stop);
            return;
        }

        var receipt = await sender.SendAsync(notice, stop);
        switch (receipt.Fate)
        {
            case NoticeFate.Sent:
                LogSent(due.Kind);
                await store.SentAsync(due, NoticePolicy.Pause(due.Kind, due.Sent), stop);
                break;
            case NoticeFate.Later when due.Attempts < NoticePolicy.MostAttempts:
                LogPostponed(due.Kind, due.Attempts, receipt.Reason);
                await store.PostponeAsync(due, NoticePolicy.RetryAfter(due.Attempts), stop);
                break;
            default:
                LogGivenUp(due.Kind, due.Attempts, receipt.Reason);
                await store.RemoveAsync(due, stop);
                break;
        }
    }

    /// <returns>Null when there is nobody to write to, or nothing to say.</returns>
    private async Task<Notice?> WriteAsync(DueNotice due, CancellationToken stop)
    {
        if (await users.FindByEmailKeyAsync(due.EmailKey, stop) is not { DisabledAt: null, Email: { } email } user
            || (due.Kind == NoticeKinds.VerifyEmail && user.EmailVerifiedAt is not null))
        {
            return null;
        }

        var purpose = due.Kind switch
        {
            NoticeKinds.VerifyEmail => TokenPurpose.VerifyEmail,
            NoticeKinds.ResetPassword => TokenPurpose.ResetPassword,
            _ => null,
        };
        var token = purpose is null ? null : await tokens.IssueAsync(user.Id, purpose, stop);
        return NoticeTexts.Write(due.Kind, email, token, options.Value.PublicUrl);
    }
}
