using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Types of events of webhooks; data <c>{webhook_id, reason}</c>.</summary>
[EventTypes]
public static class WebhookEvents
{
    /// <summary>The product disabled a webhook whose endpoint did not accept deliveries.</summary>
    public const string Disabled = "webhook.disabled";
}
