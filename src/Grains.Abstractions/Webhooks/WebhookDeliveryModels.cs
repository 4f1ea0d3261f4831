namespace EmailAgent.Grains.Webhooks;

/// <summary>An event, or a sample of one, on its way to an endpoint.</summary>
/// <param name="Kind">The occasion.</param>
/// <param name="WebhookMessageId">The value of <c>webhook-id</c>; the same in each attempt and each replay.</param>
/// <param name="Seq">The position of the event; null for a sample.</param>
/// <param name="EventType">The type of the event.</param>
/// <param name="Attempts">Number of attempts.</param>
/// <param name="ResponseStatus">The HTTP status of the last attempt; null without an answer.</param>
/// <param name="Error">The reason why the last attempt failed, as text; null if it did not.</param>
/// <param name="NextAttemptAt">When the next attempt is due; null if there is none.</param>
/// <param name="EndedAt">When it reached its last state; null before.</param>
[GenerateSerializer, Immutable, Alias("webhook-delivery")]
public sealed record WebhookDelivery(
    [property: Id(0)] string Id,
    [property: Id(1), WebhookKindName] string Kind,
    [property: Id(2)] string WebhookMessageId,
    [property: Id(3)] long? Seq,
    [property: Id(4)] string EventType,
    [property: Id(5), WebhookDeliveryStateName] string Status,
    [property: Id(6)] int Attempts,
    [property: Id(7)] int? ResponseStatus,
    [property: Id(8)] string? Error,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] DateTimeOffset? NextAttemptAt,
    [property: Id(11)] DateTimeOffset? EndedAt);

/// <summary>An attempt at a delivery.</summary>
/// <param name="Number">From 1.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="DurationMs">Its duration in milliseconds; null while it is under way.</param>
/// <param name="ResponseStatus">The HTTP status of the answer; null without one.</param>
/// <param name="ResponseHead">The first kilobyte of the answer's body; null without an answer.</param>
/// <param name="Error">The reason why it failed, as text; null if it did not.</param>
[GenerateSerializer, Immutable, Alias("webhook-attempt")]
public sealed record WebhookAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] long? DurationMs,
    [property: Id(3)] int? ResponseStatus,
    [property: Id(4)] string? ResponseHead,
    [property: Id(5)] string? Error);

/// <summary>A delivery with all of its attempts.</summary>
/// <param name="AttemptLog">The attempts, oldest first.</param>
/// <param name="Payload">The body as JSON text, without the parts of a message that the webhook includes; null if the event is no longer known, or the key has neither events:read nor webhooks:manage.</param>
[GenerateSerializer, Immutable, Alias("webhook-delivery-detail")]
public sealed record WebhookDeliveryDetail(
    [property: Id(0)] WebhookDelivery Delivery,
    [property: Id(1)] IReadOnlyList<WebhookAttempt> AttemptLog,
    [property: Id(2)] string? Payload);

/// <summary>A page of deliveries, newest first.</summary>
/// <param name="NextAfter">Continues the list; null at its end.</param>
[GenerateSerializer, Immutable, Alias("webhook-delivery-page")]
public sealed record WebhookDeliveryPage(
    [property: Id(0)] IReadOnlyList<WebhookDelivery> Items,
    [property: Id(1)] string? NextAfter);

/// <summary>The deliveries of a list.</summary>
/// <param name="Status">Only those in this state; null for all.</param>
/// <param name="EventType">Only those of this type of event; null for all.</param>
/// <param name="After">The <c>next_after</c> of the previous page; null for the first one.</param>
/// <param name="Limit">At most this many.</param>
[GenerateSerializer, Immutable, Alias("webhook-delivery-query")]
public sealed record WebhookDeliveryQuery(
    [property: Id(0)] string? Status,
    [property: Id(1)] string? EventType,
    [property: Id(2)] string? After,
    [property: Id(3)] int Limit);

/// <summary>Events to deliver again, by exactly one of the ids of deliveries, a position and a period.</summary>
/// <param name="Ids">Ids of deliveries, at most 100.</param>
/// <param name="After">All selected events after this position, up to those that are not yet delivered.</param>
/// <param name="From">All selected events since this time.</param>
/// <param name="To">With <c>after</c> or <c>from</c>: only events up to this time.</param>
[GenerateSerializer, Immutable, Alias("webhook-replay-request")]
public sealed record WebhookReplayRequest(
    [property: Id(0)] IReadOnlyList<string>? Ids,
    [property: Id(1)] long? After,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? To);

/// <summary>The receipt of a replay.</summary>
/// <param name="Count">Number of events that are delivered again.</param>
/// <param name="NextAfter">The position to continue after, if there are more events than one request replays; otherwise null.</param>
[GenerateSerializer, Immutable, Alias("webhook-replay")]
public sealed record WebhookReplay(
    [property: Id(0)] int Count,
    [property: Id(1)] long? NextAfter);
