namespace EmailAgent.Mail.Mime;

/// <summary>A text/calendar body (RFC 5545, RFC 6047).</summary>
/// <param name="Content">The iCalendar object.</param>
/// <param name="Method">Its METHOD, such as "REQUEST" or "REPLY".</param>
public sealed record OutgoingCalendar(string Content, string Method);
