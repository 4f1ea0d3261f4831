using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Limits how many messages are transmitted at a time in this process, and how many large ones, which are in memory meanwhile.</summary>
internal sealed class OutgoingGate(IOptions<OutgoingOptions> options)
{
    private const int LargeAtOnce = 8;
    private const long LargeBytes = 2 << 20;

    private readonly FairGate _all = new(options.Value.ConcurrentSends, options.Value.ConcurrentSendsPerUser);
    private readonly FairGate _large = new(LargeAtOnce, LargeAtOnce / 2);

    /// <summary>Waits for a place.</summary>
    public Task<IDisposable> EnterAsync(Guid userId, CancellationToken cancellationToken) => _all.EnterAsync(userId, isUrgent: false, cancellationToken);

    /// <summary>Waits for a place among large messages.</summary>
    /// <returns>Null for a message that needs none.</returns>
    public async Task<IDisposable?> EnterLargeAsync(OutgoingRow mail, CancellationToken cancellationToken) =>
        mail.Size < LargeBytes ? null : await _large.EnterAsync(mail.UserId, isUrgent: false, cancellationToken);
}
