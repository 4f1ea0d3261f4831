namespace EmailAgent.Mail.Mime;

/// <summary>
/// A Received field (RFC 5321 section 4.4): one server that accepted the message. Only the fields of trusted servers are evidence;
/// any sender can forge the others.
/// </summary>
/// <param name="From">Name the sending host gave; null if there is none, as in local submission.</param>
/// <param name="FromInfo">Comment behind it, often with the host's real name and address.</param>
/// <param name="By">Host that received it.</param>
/// <param name="Via">Link, rarely given.</param>
/// <param name="With">Protocol, such as "ESMTPS".</param>
/// <param name="Id">Identifier in that server's log.</param>
/// <param name="For">Recipient, without brackets.</param>
/// <param name="Date">When it was received; null if missing or unreadable.</param>
public sealed record ReceivedHop(
    string? From, string? FromInfo, string? By, string? Via, string? With, string? Id, string? For, DateTimeOffset? Date);
