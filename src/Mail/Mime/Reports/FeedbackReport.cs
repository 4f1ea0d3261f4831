namespace EmailAgent.Mail.Mime;

/// <summary>A complaint in the Abuse Reporting Format (RFC 5965).</summary>
/// <param name="FeedbackType">Kind in lower case, such as "abuse", "fraud", "not-spam"; empty where missing.</param>
/// <param name="UserAgent">Program that reports; null where missing.</param>
/// <param name="SourceAddress">IP address the message came from; null where not said.</param>
/// <param name="OriginalSender">Envelope sender, without brackets; null where not said.</param>
/// <param name="OriginalRecipients">Envelope recipients, without brackets.</param>
/// <param name="ArrivalDate">When the message had arrived; null where not said.</param>
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
