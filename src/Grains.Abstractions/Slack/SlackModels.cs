namespace EmailAgent.Grains.Slack;

/// <summary>Selects received mail. Each condition that is present must hold; an empty or absent one holds for all mail.</summary>
/// <param name="MinPriority">The least priority_score, from 0 to 1.</param>
/// <param name="Senders">Addresses, or domains with their subdomains.</param>
/// <param name="Categories">Only mail of these categories.</param>
/// <param name="LabelIds">Only mail with one of these labels or folders.</param>
/// <param name="ConnectionIds">Only mail of these mailboxes.</param>
[GenerateSerializer, Immutable, Alias("slack-rule")]
public sealed record SlackRule(
    [property: Id(0)] double? MinPriority = null,
    [property: Id(1)] IReadOnlyList<string>? Senders = null,
    [property: Id(2)] IReadOnlyList<string>? Categories = null,
    [property: Id(3)] IReadOnlyList<string>? LabelIds = null,
    [property: Id(4)] IReadOnlyList<string>? ConnectionIds = null);

/// <summary>A time of the day in which nothing is posted. What arrives meanwhile is posted at its end.</summary>
/// <param name="From">Required; the beginning as a local time, such as <c>22:00</c>.</param>
/// <param name="To">Required; the end, such as <c>07:00</c>. An earlier one than the beginning is that of the next day.</param>
/// <param name="Timezone">Required; the IANA name of the time zone, such as <c>Europe/Berlin</c>.</param>
[GenerateSerializer, Immutable, Alias("slack-quiet-hours")]
public sealed record SlackQuietHours(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] string Timezone);

/// <summary>The settings of posts to Slack. What is absent takes its default.</summary>
/// <param name="WebhookUrl">The address of an incoming webhook, which names the channel. Stored encrypted and never returned; the stored one stays when absent.</param>
/// <param name="Rules">Mail that fits one of these is posted; all received mail when empty or absent.</param>
/// <param name="QuietHours">A time of the day in which nothing is posted; none when absent.</param>
/// <param name="IncludePreview">Whether posts contain the beginning of the text; true when absent.</param>
/// <param name="Enabled">Whether mail is posted; true when absent.</param>
[GenerateSerializer, Immutable, Alias("slack-request")]
public sealed record SlackRequest(
    [property: Id(0)] string? WebhookUrl = null,
    [property: Id(1)] IReadOnlyList<SlackRule>? Rules = null,
    [property: Id(2)] SlackQuietHours? QuietHours = null,
    [property: Id(3)] bool? IncludePreview = null,
    [property: Id(4)] bool? Enabled = null);

/// <summary>The settings of posts to Slack, and their state.</summary>
/// <param name="Enabled">Whether mail is posted.</param>
/// <param name="Rules">Mail that fits one of these is posted; all received mail when empty.</param>
/// <param name="QuietHours">A time of the day in which nothing is posted; null for none.</param>
/// <param name="IncludePreview">Whether posts contain the beginning of the text.</param>
/// <param name="State">Whether posts arrive.</param>
/// <param name="LastError">The outcome of the last attempt that failed, as text; null for none.</param>
/// <param name="LastPostedAt">When Slack last accepted a post; null for never.</param>
/// <param name="NextAttemptAt">When a post that failed is made again; null if none waits.</param>
[GenerateSerializer, Immutable, Alias("slack-integration")]
public sealed record SlackIntegration(
    [property: Id(0)] bool Enabled,
    [property: Id(1)] IReadOnlyList<SlackRule> Rules,
    [property: Id(2)] SlackQuietHours? QuietHours,
    [property: Id(3)] bool IncludePreview,
    [property: Id(4), SlackStateName] string State,
    [property: Id(5)] string? LastError,
    [property: Id(6)] DateTimeOffset? LastPostedAt,
    [property: Id(7)] DateTimeOffset? NextAttemptAt,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] DateTimeOffset UpdatedAt);
