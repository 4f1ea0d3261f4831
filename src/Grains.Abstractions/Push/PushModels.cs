using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Push;

/// <summary>A request that came in as a push.</summary>
/// <param name="Authorization">The header; null without one.</param>
/// <param name="Token">The query parameter <c>token</c>; null without one.</param>
[GenerateSerializer, Immutable, Alias("push-delivery")]
public sealed record PushDelivery(
    [property: Id(0)] string? Authorization,
    [property: Id(1)] string? Token,
    [property: Id(2)] ReadOnlyMemory<byte> Body)
{
    public override string ToString() => nameof(PushDelivery);
}

/// <summary>What a provider shall push.</summary>
/// <param name="TopicName">Where to; null for the installation's Pub/Sub topic.</param>
/// <param name="LabelIds">The provider's ids of the labels that matter; empty for all.</param>
/// <param name="Excludes">The labels are those that do not matter.</param>
[GenerateSerializer, Immutable, Alias("watch-request")]
public sealed record WatchRequest(
    [property: Id(0)] string? TopicName,
    [property: Id(1)] IReadOnlyList<string> LabelIds,
    [property: Id(2)] bool Excludes);

/// <summary>How it stands with the pushes for a mailbox.</summary>
/// <param name="Active">The provider pushes.</param>
/// <param name="HistoryId">How far the mailbox was at the last renewal.</param>
/// <param name="ExpiresAt">Until when the provider pushes without being asked again, which happens daily.</param>
/// <param name="LastPush">Within the last days.</param>
/// <param name="NextAttempt">When the provider is asked again after a failure.</param>
/// <param name="Error">Why it does not push; null while all is well.</param>
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

/// <summary>What has happened in a mailbox, in the provider's words.</summary>
/// <param name="IsComplete">False when there is more: ask again from the last change.</param>
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
/// <param name="MessageId">Pub/Sub's; the same when it is delivered again, which is not written twice.</param>
/// <param name="HistoryId">How far the mailbox was.</param>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>completed</c> (a look that began after it is committed) or <c>failed</c>.</param>
[GenerateSerializer, Immutable, Alias("push-notification")]
public sealed record PushNotification(
    [property: Id(0)] string Id,
    [property: Id(1)] string ConnectionId,
    [property: Id(2)] string MessageId,
    [property: Id(3)] string HistoryId,
    [property: Id(4), AllowedValues("pending", "processing", "completed", "failed")] string Status,
    [property: Id(5)] int Attempts,
    [property: Id(6)] string? Error,
    [property: Id(7)] DateTimeOffset ReceivedAt,
    [property: Id(8)] DateTimeOffset? StartedAt,
    [property: Id(9)] DateTimeOffset? FinishedAt);
