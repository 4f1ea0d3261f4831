namespace EmailAgent.Mail.Imap;

/// <summary>Stage at which a connection broke.</summary>
public enum ImapStage
{
    /// <summary>The host name has no address.</summary>
    Resolve,

    /// <summary>No address accepted the connection, or policy forbids connecting there in plain.</summary>
    Connect,

    /// <summary>The TLS handshake failed, the certificate was refused, or the server offers no STARTTLS.</summary>
    Tls,

    /// <summary>The connection ended before or with the greeting.</summary>
    Greeting,

    /// <summary>The connection ended while an answer was read.</summary>
    Read,

    /// <summary>The connection ended while a command was written.</summary>
    Write,

    /// <summary>The server was silent or too slow for too long.</summary>
    Timeout,

    /// <summary>The server sent BYE.</summary>
    Bye,

    /// <summary>The caller cancelled a stream in its middle.</summary>
    Cancelled,

    /// <summary>The client was logged out or disposed.</summary>
    Closed,
}
