namespace EmailAgent.Grains.Slack;

/// <summary>A row of <c>slack_integrations</c>.</summary>
/// <param name="WebhookUrl">Encrypted.</param>
/// <param name="Settings">Rules, quiet hours and the rest of what the user chose.</param>
/// <param name="Cursor">The events up to this position were posted, or are not selected.</param>
/// <param name="Failures">Number of attempts in a row that failed.</param>
internal sealed record SlackRow(
    Guid UserId,
    byte[] WebhookUrl,
    SlackRequest Settings,
    bool Enabled,
    string State,
    string? LastError,
    int Failures,
    long Cursor,
    DateTimeOffset DueAt,
    DateTimeOffset? LastPostedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A received message as rules and posts see it.</summary>
/// <param name="Score">The priority; null until it is known.</param>
/// <param name="Reason">The sentence that explains the priority best; null for none.</param>
/// <param name="Category">The category; null until it is known.</param>
internal sealed record SlackMail(
    Guid Id,
    Guid ConnectionId,
    string Mailbox,
    IReadOnlyList<Guid> LabelIds,
    string FromEmail,
    string? FromName,
    string Subject,
    string Preview,
    double? Score,
    string? Reason,
    string? Category);

/// <summary>The outcome of an attempt to post.</summary>
/// <param name="State">One of <see cref="SlackStates"/>.</param>
/// <param name="Error">One sentence for the owner; null for none.</param>
/// <param name="RetryAfter">The wait that Slack requests; null for none.</param>
internal sealed record SlackOutcome(string State, string? Error, TimeSpan? RetryAfter);
