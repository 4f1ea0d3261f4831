namespace EmailAgent.Mail.Imap;

/// <summary>Address of an IMAP server and the protection of the connection to it.</summary>
/// <param name="Host">Host name or literal address; also the name its certificate must carry.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Security">Protection of the connection.</param>
public sealed record ImapEndpoint(string Host, int Port, ImapSecurity Security);
