using EmailAgent.Api.Events;
using EmailAgent.Grains.Webhooks;

namespace EmailAgent.Api.Webhooks;

/// <summary>Descriptions of the events of webhooks.</summary>
internal sealed class WebhookEventDescriptions : IEventDescriptions
{
    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(
            WebhookEvents.Disabled,
            "The product disabled a webhook whose endpoint did not accept deliveries.",
            new EventField("webhook_id", EventFieldKind.Text, "The webhook.", EventFields.Id),
            new EventField("reason", EventFieldKind.Text, "`gone` after an answer with status 410, `failing` after all attempts at a delivery.", "\"failing\"")),
    ];
}
