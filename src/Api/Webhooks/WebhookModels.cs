using EmailAgent.Grains.Events;
using EmailAgent.Grains.Webhooks;

namespace EmailAgent.Api.Webhooks;

/// <summary>A webhook with its secret.</summary>
/// <param name="Secret">The shared secret of the signatures, shown only once: <c>whsec_</c> and Base64.</param>
/// <param name="EventTypes">The types of events that are delivered; empty for all.</param>
/// <param name="Description">A note for people; null for none.</param>
/// <param name="Filter">Which of these events are delivered.</param>
/// <param name="Include">Parts of messages that deliveries contain.</param>
/// <param name="Enabled">Whether events are delivered.</param>
/// <param name="HeaderNames">Names of the fields that are added to each request.</param>
/// <param name="PublicKey">The ed25519 key that verifies <c>v1a</c> signatures: <c>whpk_</c> and Base64; null for none.</param>
/// <param name="DisabledReason">The reason for which the product disabled it; null if it did not.</param>
/// <param name="DisabledAt">When the product disabled it; null if it did not.</param>
/// <param name="RotatedUntil">Until when deliveries are also signed with the previous secret; null after that.</param>
internal sealed record WebhookSecretAnswer(
    string Id,
    string Secret,
    string Url,
    IReadOnlyList<string> EventTypes,
    string? Description,
    WebhookFilter Filter,
    IReadOnlyList<string> Include,
    bool Enabled,
    IReadOnlyList<string> HeaderNames,
    string? PublicKey,
    [property: WebhookReasonName] string? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? RotatedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static WebhookSecretAnswer From(WebhookWithSecret created)
    {
        var webhook = created.Webhook;
        return new WebhookSecretAnswer(
            webhook.Id,
            created.Secret,
            webhook.Url,
            webhook.EventTypes,
            webhook.Description,
            webhook.Filter,
            webhook.Include,
            webhook.Enabled,
            webhook.HeaderNames,
            webhook.PublicKey,
            webhook.DisabledReason,
            webhook.DisabledAt,
            webhook.RotatedUntil,
            webhook.CreatedAt,
            webhook.UpdatedAt);
    }
}

/// <summary>A sample to deliver.</summary>
/// <param name="Type">Required; the type of the event.</param>
internal sealed record WebhookTestRequest([property: EventTypeName] string Type);
