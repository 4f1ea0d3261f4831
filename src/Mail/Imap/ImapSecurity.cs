namespace EmailAgent.Mail.Imap;

/// <summary>Protection of the connection to the server.</summary>
public enum ImapSecurity
{
    /// <summary>TLS from the first byte (RFC 8314, usually port 993).</summary>
    Tls,

    /// <summary>Plain greeting, then STARTTLS before anything else (RFC 9051 section 6.2.1, usually port 143). Never falls back to plain.</summary>
    StartTls,

    /// <summary>No protection. Allowed to loopback addresses only, unless <see cref="ImapClientOptions.AllowPlainToRemote"/> is set.</summary>
    None,
}
