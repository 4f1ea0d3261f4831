using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Api.Push;

/// <summary>The changes that the provider is asked to push; absent or null fields have the installation's values.</summary>
/// <param name="TopicName">The Pub/Sub topic, as <c>projects/P/topics/T</c>.</param>
/// <param name="LabelIds">The provider's ids of the labels. Default: all.</param>
/// <param name="LabelFilterAction"><c>include</c> or <c>exclude</c> these labels. Default: <c>include</c>.</param>
internal sealed record WatchStartRequest(string? TopicName, IReadOnlyList<string>? LabelIds, [property: AllowedValues("include", "exclude")] string? LabelFilterAction);

/// <summary>The number of mailboxes that are now syncing.</summary>
internal sealed record QueueProcessAnswer(int Mailboxes, int Notifications);
