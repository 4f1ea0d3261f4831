using Orleans.Concurrency;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The only sender of one webhook; the key is the id of the user and that of the webhook, separated by a slash.</summary>
[Alias("webhook-endpoint")]
public interface IWebhookEndpointGrain : IGrainWithStringKey
{
    /// <summary>Ensures that deliveries run as the stored webhook demands, and that they begin at once. Safe to call at any rate.</summary>
    [Alias("resume"), Idempotent]
    Task ResumeAsync();

    /// <summary>Announces that the log has an event of one of the webhook's types.</summary>
    [Alias("wake"), OneWay]
    Task WakeAsync();
}
