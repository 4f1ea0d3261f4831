namespace EmailAgent.Mail.Mime;

/// <summary>A complaint in the Abuse Reporting Format (RFC 5965).</summary>
/// <param name="FeedbackType">Kind in lower case, such as "abuse", "fraud", "not-spam"; empty if missing.</param>
/// <param name="UserAgent">Program that reports; null if missing.</param>
/// <param name="SourceAddress">IP address the message came from; null if absent.</param>
/// <param name="OriginalSender">Envelope sender, without brackets; null if absent.</param>
/// <param name="OriginalRecipients">Envelope recipients, without brackets.</param>
/// <param name="ArrivalDate">When the message arrived; null if absent.</param>
/// <param name="ReportedDomains">Domains the reporter holds responsible.</param>
/// <param name="ReportedAddresses">URIs the complaint is about.</param>
public sealed record FeedbackReport(
    string FeedbackType,
    string? UserAgent,
    string? SourceAddress,
    string? OriginalSender,
    IReadOnlyList<string> OriginalRecipients,
    DateTimeOffset? ArrivalDate,
    IReadOnlyList<string> ReportedDomains,
    IReadOnlyList<string> ReportedAddresses);
