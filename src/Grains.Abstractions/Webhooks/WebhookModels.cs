namespace EmailAgent.Grains.Webhooks;

/// <summary>Selects events by what they are about. Each list that is present must match; an empty or absent one matches everything.</summary>
/// <param name="ConnectionIds">Only events of these mailboxes.</param>
/// <param name="LabelIds">Only events of messages with one of these labels or folders.</param>
/// <param name="SenderDomains">Only events of messages from these domains or their subdomains, such as <c>example.org</c>.</param>
[GenerateSerializer, Immutable, Alias("webhook-filter")]
public sealed record WebhookFilter(
    [property: Id(0)] IReadOnlyList<string>? ConnectionIds,
    [property: Id(1)] IReadOnlyList<string>? LabelIds,
    [property: Id(2)] IReadOnlyList<string>? SenderDomains);

/// <summary>A field that is added to the header of each request to an endpoint.</summary>
/// <param name="Name">Required; the name of the field, such as <c>Authorization</c>.</param>
/// <param name="Value">Required; printable ASCII. It is stored encrypted and never returned.</param>
[GenerateSerializer, Immutable, Alias("webhook-header")]
public sealed record WebhookHeader(
    [property: Id(0)] string Name,
    [property: Id(1)] string Value);

/// <summary>A webhook to create.</summary>
/// <param name="Url">Required; the address that receives the events, over HTTPS.</param>
/// <param name="EventTypes">Required; the types of events that are delivered. An empty list means all types, also future ones.</param>
/// <param name="Description">A note for people.</param>
/// <param name="Filter">Which of these events are delivered; all when absent.</param>
/// <param name="Include">Parts of messages that deliveries contain: <c>headers</c>, <c>text</c>. None when absent.</param>
/// <param name="Enabled">Whether events are delivered; true when absent.</param>
/// <param name="Headers">Fields that are added to the header of each request.</param>
/// <param name="Asymmetric">Whether deliveries are also signed with an ed25519 key; false when absent.</param>
[GenerateSerializer, Immutable, Alias("webhook-request")]
public sealed record WebhookRequest(
    [property: Id(0)] string Url,
    [property: Id(1)] IReadOnlyList<string> EventTypes,
    [property: Id(2)] string? Description = null,
    [property: Id(3)] WebhookFilter? Filter = null,
    [property: Id(4)] IReadOnlyList<string>? Include = null,
    [property: Id(5)] bool? Enabled = null,
    [property: Id(6)] IReadOnlyList<WebhookHeader>? Headers = null,
    [property: Id(7)] bool? Asymmetric = null);

/// <summary>Changes to a webhook; absent or null fields stay, and an empty text removes the description.</summary>
/// <param name="EventTypes">All types anew.</param>
/// <param name="Filter">The filter anew; one without lists removes it.</param>
/// <param name="Include">All parts anew.</param>
/// <param name="Enabled">Enabling resumes after the last event that was delivered.</param>
/// <param name="Headers">All fields anew.</param>
[GenerateSerializer, Immutable, Alias("webhook-changes")]
public sealed record WebhookChangesRequest(
    [property: Id(0)] string? Url,
    [property: Id(1)] IReadOnlyList<string>? EventTypes,
    [property: Id(2)] string? Description,
    [property: Id(3)] WebhookFilter? Filter,
    [property: Id(4)] IReadOnlyList<string>? Include,
    [property: Id(5)] bool? Enabled,
    [property: Id(6)] IReadOnlyList<WebhookHeader>? Headers);

/// <summary>A webhook.</summary>
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
[GenerateSerializer, Immutable, Alias("webhook")]
public sealed record Webhook(
    [property: Id(0)] string Id,
    [property: Id(1)] string Url,
    [property: Id(2)] IReadOnlyList<string> EventTypes,
    [property: Id(3)] string? Description,
    [property: Id(4)] WebhookFilter Filter,
    [property: Id(5)] IReadOnlyList<string> Include,
    [property: Id(6)] bool Enabled,
    [property: Id(7)] IReadOnlyList<string> HeaderNames,
    [property: Id(8)] string? PublicKey,
    [property: Id(9), WebhookReasonName] string? DisabledReason,
    [property: Id(10)] DateTimeOffset? DisabledAt,
    [property: Id(11)] DateTimeOffset? RotatedUntil,
    [property: Id(12)] DateTimeOffset CreatedAt,
    [property: Id(13)] DateTimeOffset UpdatedAt);

/// <summary>A webhook together with its secret, which is shown only once.</summary>
/// <param name="Secret">The shared secret: <c>whsec_</c> and Base64.</param>
[GenerateSerializer, Immutable, Alias("webhook-with-secret")]
public sealed record WebhookWithSecret(
    [property: Id(0)] Webhook Webhook,
    [property: Id(1)] string Secret);

/// <summary>The progress of a webhook.</summary>
/// <param name="Position">All events up to this position were delivered, or are not selected.</param>
/// <param name="Behind">Number of events in the log after that position.</param>
/// <param name="Failures">Number of attempts in a row that the endpoint did not accept.</param>
/// <param name="FailingSince">When the first of these attempts was made; null for none.</param>
/// <param name="NextAttemptAt">When the next event is delivered; null if none is waiting.</param>
/// <param name="LastDeliveredAt">When the endpoint last accepted a delivery; null for never, or longer ago than deliveries are kept.</param>
/// <param name="LastError">The outcome of the last attempt that failed, as text; null for none.</param>
[GenerateSerializer, Immutable, Alias("webhook-health")]
public sealed record WebhookHealth(
    [property: Id(0)] long Position,
    [property: Id(1)] long Behind,
    [property: Id(2)] int Failures,
    [property: Id(3)] DateTimeOffset? FailingSince,
    [property: Id(4)] DateTimeOffset? NextAttemptAt,
    [property: Id(5)] DateTimeOffset? LastDeliveredAt,
    [property: Id(6)] string? LastError);
