namespace EmailAgent.Grains.Protection;

/// <summary>Limits how many messages are verified at a time in this process, users in turn.</summary>
internal sealed class ProtectionGate
{
    private const int AtOnce = 4;
    private const int AtOncePerUser = 2;

    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);

    /// <summary>Waits for a place.</summary>
    public Task<IDisposable> EnterAsync(Guid userId, CancellationToken cancellationToken) => _gate.EnterAsync(userId, isUrgent: true, cancellationToken);
}
