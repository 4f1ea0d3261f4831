using EmailAgent.Storage.Access;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Mail;

/// <summary>
/// Bounds the memory of reading single messages, whose bodies may be megabytes: so many at a time, users in turns, and two large ones at
/// a time where they are sanitized, which takes several times their size.
/// </summary>
internal sealed class DetailReads(MailReader mail) : IDisposable
{
    private const int AtOnce = 16;
    private const int AtOncePerUser = 8;
    private const int LargeAtOnce = 2;
    private const int LargeLength = 512 * 1024;

    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);
    private readonly SemaphoreSlim _large = new(LargeAtOnce);

    /// <returns>Null when there is no such message in the scope.</returns>
    public async Task<EmailDetail?> GetAsync(ConnectionScope scope, Guid id, CancellationToken cancellationToken)
    {
        using var place = await _gate.EnterAsync(scope.UserId, isUrgent: false, cancellationToken);
        if (await mail.GetAsync(scope, id, cancellationToken) is not { } found)
        {
            return null;
        }

        if (!(found.BodyHtml?.Length > LargeLength))
        {
            return MailMapping.ToDetail(found);
        }

        await _large.WaitAsync(cancellationToken);
        try
        {
            return MailMapping.ToDetail(found);
        }
        finally
        {
            _large.Release();
        }
    }

    public void Dispose() => _large.Dispose();
}
