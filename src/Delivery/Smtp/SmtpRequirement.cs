namespace EmailAgent.Delivery.Smtp;

/// <summary>Requirement of a message or a login that a server can lack.</summary>
public enum SmtpRequirement
{
    /// <summary>8BITMIME (RFC 6152): the message has bytes over 127. Encode its parts as quoted-printable or base64 instead.</summary>
    EightBitMime,

    /// <summary>SMTPUTF8 (RFC 6531): a local part or a header field has characters outside ASCII.</summary>
    SmtpUtf8,

    /// <summary>A larger SIZE (RFC 1870) than the server accepts.</summary>
    Size,

    /// <summary>REQUIRETLS (RFC 8689) on a connection that has TLS.</summary>
    RequireTls,

    /// <summary>A mechanism of authentication that the credentials can serve (RFC 4954).</summary>
    Authentication,
}
