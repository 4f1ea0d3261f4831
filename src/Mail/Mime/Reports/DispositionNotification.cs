namespace EmailAgent.Mail.Mime;

/// <summary>A message disposition notification, also called read receipt (RFC 8098).</summary>
/// <param name="ReportingAgent">Program that reports; null if absent.</param>
/// <param name="FinalRecipient">Recipient it speaks for, without its type; null if missing.</param>
/// <param name="OriginalRecipient">Address the sender gave; null if absent.</param>
/// <param name="OriginalMessageId">Message-ID of the message it is about, without brackets; null if absent.</param>
/// <param name="Disposition">What was done, in lower case, such as "displayed", "deleted"; empty if missing.</param>
/// <param name="IsManualAction">Whether a person did it, rather than a rule.</param>
/// <param name="Modifiers">Modifiers in lower case, such as "error".</param>
public sealed record DispositionNotification(
    string? ReportingAgent,
    string? FinalRecipient,
    string? OriginalRecipient,
    string? OriginalMessageId,
    string Disposition,
    bool IsManualAction,
    IReadOnlyList<string> Modifiers);
