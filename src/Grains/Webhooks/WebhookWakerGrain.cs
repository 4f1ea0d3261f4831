using EmailAgent.Grains.Events;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Keeps the webhooks to wake in memory: when they are lost, the webhooks call again.</summary>
[Reentrant]
internal sealed class WebhookWakerGrain(EventLog log, WebhookTending tending, TimeProvider time) : Grain, IWebhookWakerGrain, IEventLogObserver
{
    private static readonly TimeSpan Expiration = TimeSpan.FromMinutes(2);

    private readonly Dictionary<Guid, (IReadOnlyList<string> Types, long KeptAt)> _endpoints = [];
    private long _position;
    private bool _isReading;
    private bool _hasNews;

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    private IAnnouncementGrain Announcements => GrainFactory.GetGrain<IAnnouncementGrain>(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _position = await log.GetLastAsync(UserId, cancellationToken);

    public async Task KeepAsync(Guid endpointId, IReadOnlyList<string> types)
    {
        _endpoints[endpointId] = (types, time.GetTimestamp());
        // Each time: a subscription ends with its silo.
        await Announcements.SubscribeAsync(this.AsReference<IEventLogObserver>());
    }

    public async Task DropAsync(Guid endpointId)
    {
        _endpoints.Remove(endpointId);
        if (_endpoints.Count == 0)
            await Announcements.UnsubscribeAsync(this.AsReference<IEventLogObserver>());
    }

    // Announcements that arrive during a read are answered by one more.
    public async Task ChangedAsync()
    {
        _hasNews = true;
        if (_isReading)
            return;
        _isReading = true;
        try
        {
            while (_hasNews)
            {
                _hasNews = false;
                await WakeAsync();
            }
        }
        finally
        {
            _isReading = false;
        }
    }

    private async Task WakeAsync()
    {
        var (position, types) = await tending.ListTypesAsync(UserId, _position, CancellationToken.None);
        _position = position;
        foreach (var (id, endpoint) in _endpoints.ToList())
        {
            if (time.GetElapsedTime(endpoint.KeptAt) > Expiration)
                _endpoints.Remove(id);
            else if (types.Count > 0 && (endpoint.Types.Count == 0 || endpoint.Types.Any(type => types.Contains(type, StringComparer.Ordinal))))
                GrainFactory.GetGrain<IWebhookEndpointGrain>(new WebhookId(UserId, id).ToString()).WakeAsync().Ignore();
        }
    }
}
