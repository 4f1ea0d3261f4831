namespace EmailAgent.Mail.Smtp;

/// <summary>What became of a message.</summary>
public sealed record SmtpSendResult
{
    internal SmtpSendResult()
    {
    }

    /// <summary>What became of it. <see cref="SmtpOutcome.Sent"/> holds for the recipients that the server accepted, at least one.</summary>
    public required SmtpOutcome Outcome { get; init; }

    /// <summary>What became of it for each recipient, in the order of the envelope.</summary>
    public required IReadOnlyList<SmtpRecipientResult> Recipients { get; init; }

    /// <summary>The reply that decided over the message as a whole: to its end, or the refusal of the sender or of DATA; null if none came.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>Why there is no reply, or why the connection died; null if nothing went wrong but what replies say.</summary>
    public SmtpException? Failure { get; init; }

    /// <summary>True if it was sent to every recipient.</summary>
    public bool IsSentToAll => Outcome == SmtpOutcome.Sent && Recipients.All(r => r.Outcome == SmtpOutcome.Sent);
}
