namespace EmailAgent.Mail.Smtp;

/// <summary>How the connection to the server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the first byte (RFC 8314, usually port 465).</summary>
    Tls,

    /// <summary>Plain greeting, then STARTTLS before anything else (RFC 3207, usually port 587). Never falls back to plain.</summary>
    StartTls,

    /// <summary>No protection. Allowed to loopback addresses only, unless <see cref="SmtpClientOptions.AllowPlainToRemote"/> is set.</summary>
    None,
}
