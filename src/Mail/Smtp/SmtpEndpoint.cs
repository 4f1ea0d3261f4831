namespace EmailAgent.Mail.Smtp;

/// <summary>Where a submission server listens and how the connection to it is protected.</summary>
/// <param name="Host">Host name or literal address; also the name its certificate must carry.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Security">Protection of the connection.</param>
public sealed record SmtpEndpoint(string Host, int Port, SmtpSecurity Security);
