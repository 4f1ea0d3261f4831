using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Limits how many requests to endpoints this process makes at a time, for each user and in all. Users take turns.</summary>
internal sealed class WebhookGate(IOptions<WebhookOptions> options)
{
    private readonly FairGate _gate = new(options.Value.ConcurrentRequests, options.Value.ConcurrentRequestsPerUser);

    /// <summary>Waits for a place.</summary>
    public Task<IDisposable> EnterAsync(Guid userId, CancellationToken cancellationToken) => _gate.EnterAsync(userId, isUrgent: false, cancellationToken);
}
