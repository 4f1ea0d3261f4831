namespace EmailAgent.Grains.Webhooks;

/// <summary>The filter of a webhook; an empty list matches everything.</summary>
internal sealed record WebhookSelection(
    IReadOnlyList<string> EventTypes, IReadOnlyList<Guid> ConnectionIds, IReadOnlyList<Guid> LabelIds, IReadOnlyList<string> SenderDomains);

/// <summary>A stored webhook.</summary>
/// <param name="Headers">Encrypted; empty for none.</param>
/// <param name="Secret">Encrypted.</param>
/// <param name="PreviousSecret">Encrypted; empty for none.</param>
internal sealed record WebhookRow(
    WebhookId Id,
    string Url,
    string? Description,
    WebhookSelection Selection,
    IReadOnlyList<string> Include,
    IReadOnlyList<string> HeaderNames,
    byte[] Headers,
    byte[] Secret,
    byte[] PreviousSecret,
    DateTimeOffset? PreviousUntil,
    string? PublicKey,
    bool Enabled,
    string? DisabledReason,
    DateTimeOffset? DisabledAt,
    long Cursor,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Gets the secrets before the previous one, newest first.</summary>
    public IReadOnlyList<OlderSecret> OlderSecrets { get; init; } = [];
}

/// <summary>A secret that also signs for a while.</summary>
/// <param name="Secret">Encrypted.</param>
internal sealed record OlderSecret(byte[] Secret, DateTimeOffset Until);

/// <summary>A delivery that waits, with the event that it contains.</summary>
/// <param name="Seq">Null for a sample.</param>
/// <param name="Data">A JSON object.</param>
internal sealed record WaitingDelivery(Guid Id, string Kind, long? Seq, string Type, DateTimeOffset Timestamp, string Data, int Failures, DateTimeOffset DueAt);

/// <summary>A delivery to add.</summary>
internal sealed record NewDelivery(Guid Id, long Seq, string Type);

/// <summary>The result of an attempt.</summary>
/// <param name="State">One of <see cref="WebhookDeliveryStates"/>.</param>
/// <param name="DisableFor">One of <see cref="WebhookReasons"/> if the webhook is to be disabled.</param>
internal sealed record AttemptResult(
    int? Status, string? Head, string? Error, TimeSpan Duration, string State, DateTimeOffset DueAt, string? DisableFor);

/// <summary>Counts of the webhooks of all users.</summary>
/// <param name="Oldest">Age of the oldest event that waits for an enabled webhook; zero if none waits.</param>
/// <param name="Gone">Webhooks that were disabled for <see cref="WebhookReasons.Gone"/>.</param>
/// <param name="Failing">Webhooks that were disabled for <see cref="WebhookReasons.Failing"/>.</param>
internal sealed record WebhookCounts(TimeSpan Oldest, long Gone, long Failing);

/// <summary>The facts of a message that filters read.</summary>
/// <param name="Sender">The address; of a message that was removed, only its domain.</param>
internal sealed record MessageFacts(string Sender, IReadOnlyList<Guid> LabelIds);

/// <summary>The part of a message that a delivery contains.</summary>
/// <param name="Addresses">A JSON object of lists: to, cc, bcc, reply_to.</param>
/// <param name="HeaderIds">A JSON object: message_id, in_reply_to, references.</param>
internal sealed record IncludedMessage(
    string Subject, string FromEmail, string? FromName, DateTimeOffset Date, string Addresses, string HeaderIds, string Text, bool IsTruncated);
