namespace EmailAgent.Grains.Outgoing;

/// <summary>The mapping from stored messages to the records that callers see.</summary>
internal static class OutgoingMapping
{
    public static OutgoingMail ToMail(this OutgoingRow row) => new(
        Ids.Format(row.Id),
        Ids.Format(row.ConnectionId),
        row.State,
        row.MessageId,
        row.Sender,
        row.Subject,
        row.Recipients,
        row.RecipientCount,
        row.Size,
        row.CreatedAt,
        row.State is OutgoingStates.Scheduled or OutgoingStates.Queued ? row.DueAt : null,
        row.UndoUntil,
        row.SendAt,
        row.Timezone,
        row.Attempts,
        row.Error,
        row.Status,
        SentCopies.Shown(row.SentCopy),
        row.InReplyToId is { } answered ? Ids.Format(answered) : null,
        row.IfNoReply,
        row.SentAt,
        row.EndedAt,
        row.RepliedAt,
        row.BouncedAt);

    /// <summary>Indicates whether a stored message is as a caller read it; always, if it need not be.</summary>
    public static bool IsAs(this OutgoingRow row, OutgoingMail? expected) =>
        expected is null || (row.ToMail() with { Recipients = expected.Recipients } == expected && row.Recipients.SequenceEqual(expected.Recipients));
}
