namespace EmailAgent.Delivery.Smtp;

/// <summary>Stage at which a connection broke.</summary>
public enum SmtpStage
{
    /// <summary>The host name has no address.</summary>
    Resolve,

    /// <summary>No address accepted the connection, or policy forbids connecting there in plain.</summary>
    Connect,

    /// <summary>The TLS handshake failed, the certificate was refused, or the server offers no STARTTLS.</summary>
    Tls,

    /// <summary>The connection ended before the greeting, or the greeting or EHLO was a refusal.</summary>
    Greeting,

    /// <summary>The connection ended while a reply was read.</summary>
    Read,

    /// <summary>The connection ended while something was written.</summary>
    Write,

    /// <summary>The server was silent or too slow for too long.</summary>
    Timeout,

    /// <summary>The server ended the session by a reply, mostly 421.</summary>
    Closing,

    /// <summary>The caller cancelled something that cannot be taken back on the wire, or the message could not be read.</summary>
    Cancelled,

    /// <summary>The client quit or was disposed.</summary>
    Closed,
}
