using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Mail;

/// <summary>
/// The reads of single messages, whose bodies may be megabytes, with bounded memory: a fixed number at a time, users in turn, and two large
/// ones at a time where they are sanitized, which takes several times their size.
/// </summary>
internal sealed class DetailReads(MailReader mail) : IDisposable
{
    private const int AtOnce = 16;
    private const int AtOncePerUser = 8;
    private const int LargeAtOnce = 2;
    private const int LargeLength = 512 * 1024;

    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);
    private readonly SemaphoreSlim _large = new(LargeAtOnce);

    /// <returns>Null when the caller sees no such message.</returns>
    public Task<EmailDetail?> GetAsync(Visibility visible, Guid id, CancellationToken cancellationToken) =>
        GetAsync(visible, id, MailMapping.ToDetail, cancellationToken);

    /// <param name="visible">The mail that the caller sees.</param>
    /// <param name="id">The message.</param>
    /// <param name="map">Makes the result, and sanitizes what is in it.</param>
    /// <param name="cancellationToken">Covers the wait and the read.</param>
    /// <returns>Null when the caller sees no such message.</returns>
    public async Task<T?> GetAsync<T>(Visibility visible, Guid id, Func<MailDetail, T> map, CancellationToken cancellationToken)
        where T : class
    {
        using var place = await _gate.EnterAsync(visible.UserId, isUrgent: false, cancellationToken);
        if (await mail.GetAsync(visible, id, cancellationToken) is not { } found)
        {
            return null;
        }

        if (!(found.BodyHtml?.Length > LargeLength))
        {
            return map(found);
        }

        await _large.WaitAsync(cancellationToken);
        try
        {
            return map(found);
        }
        finally
        {
            _large.Release();
        }
    }

    public void Dispose() => _large.Dispose();
}
