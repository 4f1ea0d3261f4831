namespace EmailAgent.Delivery.Smtp;

/// <summary>Result of sending a message.</summary>
public sealed record SmtpSendResult
{
    internal SmtpSendResult()
    {
    }

    /// <summary>Gets the outcome. <see cref="SmtpOutcome.Sent"/> applies to the recipients that the server accepted, at least one.</summary>
    public required SmtpOutcome Outcome { get; init; }

    /// <summary>Gets the outcome for each recipient, in the order of the envelope.</summary>
    public required IReadOnlyList<SmtpRecipientResult> Recipients { get; init; }

    /// <summary>The reply that decided over the message as a whole: to its end, or the refusal of the sender or of DATA; null if none came.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>Gets the reason why there is no reply or why the connection died; null if only replies describe the outcome.</summary>
    public SmtpException? Failure { get; init; }

    /// <summary>Indicates whether the message was sent to every recipient.</summary>
    public bool IsSentToAll => Outcome == SmtpOutcome.Sent && Recipients.All(r => r.Outcome == SmtpOutcome.Sent);
}
