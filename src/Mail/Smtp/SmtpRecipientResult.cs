namespace EmailAgent.Mail.Smtp;

/// <summary>What became of a message for one recipient.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reply">The reply that decided: to the recipient if it was refused, else to the message; null if none came.</param>
public sealed record SmtpRecipientResult(SmtpRecipient Recipient, SmtpOutcome Outcome, SmtpReply? Reply);
