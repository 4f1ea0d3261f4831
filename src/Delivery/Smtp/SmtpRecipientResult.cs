namespace EmailAgent.Delivery.Smtp;

/// <summary>Outcome of a message for one recipient.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="Reply">The reply that decided: to the recipient if it was refused, else to the message; null if none came.</param>
public sealed record SmtpRecipientResult(SmtpRecipient Recipient, SmtpOutcome Outcome, SmtpReply? Reply);
