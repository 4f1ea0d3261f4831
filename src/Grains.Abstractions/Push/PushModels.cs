using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Push;

/// <summary>A request received as a push.</summary>
/// <param name="Authorization">The header; null without one.</param>
/// <param name="Token">The query parameter <c>token</c>; null without one.</param>
// Providers have PushRequest for the same: they know no contracts, and contracts know no providers.
[GenerateSerializer, Immutable, Alias("push-delivery")]
public sealed record PushDelivery(
    [property: Id(0)] string? Authorization,
    [property: Id(1)] string? Token,
    [property: Id(2)] ReadOnlyMemory<byte> Body)
{
    public override string ToString() => nameof(PushDelivery);
}

/// <summary>The request for a provider's pushes.</summary>
/// <param name="TopicName">The Pub/Sub topic; null for the installation's.</param>
/// <param name="LabelIds">The provider's ids of the labels; empty for all.</param>
/// <param name="Excludes">Whether the labels are excluded.</param>
[GenerateSerializer, Immutable, Alias("watch-request")]
public sealed record WatchRequest(
    [property: Id(0)] string? TopicName,
    [property: Id(1)] IReadOnlyList<string> LabelIds,
    [property: Id(2)] bool Excludes);

/// <summary>The state of the pushes for a mailbox.</summary>
/// <param name="Active">The provider pushes.</param>
/// <param name="HistoryId">The history position at the last renewal.</param>
/// <param name="ExpiresAt">When the watch expires unless renewed; it is renewed daily.</param>
/// <param name="LastPush">Within the last days.</param>
/// <param name="NextAttempt">When the next attempt is due after a failure.</param>
/// <param name="Error">The reason why the provider does not push; null if it does.</param>
[GenerateSerializer, Immutable, Alias("watch-state")]
public sealed record WatchState(
    [property: Id(0)] string ConnectionId,
    [property: Id(1)] bool Active,
    [property: Id(2)] string? TopicName,
    [property: Id(3)] IReadOnlyList<string> LabelIds,
    [property: Id(4), AllowedValues("include", "exclude")] string LabelFilterAction,
    [property: Id(5)] string? HistoryId,
    [property: Id(6)] DateTimeOffset? ExpiresAt,
    [property: Id(7)] DateTimeOffset? LastPush,
    [property: Id(8)] DateTimeOffset? NextAttempt,
    [property: Id(9)] string? Error);

/// <summary>The provider's history of a mailbox.</summary>
/// <param name="IsComplete">False if there is more: request again from the last change.</param>
[GenerateSerializer, Immutable, Alias("mailbox-history")]
public sealed record MailboxHistory(
    [property: Id(0)] string HistoryId,
    [property: Id(1)] IReadOnlyList<MailboxChange> Changes,
    [property: Id(2)] bool IsComplete);

/// <param name="Type"><c>message_added</c>, <c>message_deleted</c>, <c>label_added</c> or <c>label_removed</c>.</param>
[GenerateSerializer, Immutable, Alias("mailbox-change")]
public sealed record MailboxChange(
    [property: Id(0)] string HistoryId,
    [property: Id(1), AllowedValues("message_added", "message_deleted", "label_added", "label_removed")] string Type,
    [property: Id(2)] string MessageId,
    [property: Id(3)] IReadOnlyList<string> LabelIds);

/// <summary>A push that was received.</summary>
/// <param name="MessageId">Pub/Sub's id, the same for repeated deliveries, which are stored once.</param>
/// <param name="HistoryId">The history position of the mailbox.</param>
/// <param name="Status">
/// <c>pending</c>, <c>processing</c>, <c>completed</c> (a sync that began after it is committed) or <c>failed</c>.
/// </param>
[GenerateSerializer, Immutable, Alias("push-notification")]
public sealed record PushNotification(
    [property: Id(0)] string Id,
    [property: Id(1)] string ConnectionId,
    [property: Id(2)] string MessageId,
    [property: Id(3)] string HistoryId,
    [property: Id(4), NotificationStatusName] string Status,
    [property: Id(5)] int Attempts,
    [property: Id(6)] string? Error,
    [property: Id(7)] DateTimeOffset ReceivedAt,
    [property: Id(8)] DateTimeOffset? StartedAt,
    [property: Id(9)] DateTimeOffset? FinishedAt);
