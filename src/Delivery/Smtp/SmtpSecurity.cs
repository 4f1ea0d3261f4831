namespace EmailAgent.Delivery.Smtp;

/// <summary>Protection of the connection to the server.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the first byte (RFC 8314, usually port 465).</summary>
    Tls,

    /// <summary>Plain greeting, then STARTTLS before anything else (RFC 3207, usually port 587). Never falls back to plain.</summary>
    StartTls,

    /// <summary>No protection. Allowed to loopback addresses only, unless <see cref="SubmissionOptions.AllowPlainToRemote"/> is set.</summary>
    None,
}
