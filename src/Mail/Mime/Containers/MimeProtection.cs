namespace EmailAgent.Mail.Mime;

/// <summary>Signature or encryption of a message or part. Recognised by labels; nothing is verified or decrypted.</summary>
public enum MimeProtection
{
    /// <summary>Neither signed nor encrypted.</summary>
    None,

    /// <summary>PGP/MIME, encrypted and perhaps signed inside (RFC 3156 section 4).</summary>
    PgpEncrypted,

    /// <summary>PGP/MIME with a detached signature (RFC 3156 section 5).</summary>
    PgpSigned,

    /// <summary>A text body that holds an encrypted PGP block (RFC 9580 section 6.2).</summary>
    PgpInlineEncrypted,

    /// <summary>A text body in the PGP cleartext signature framework (RFC 9580 section 7).</summary>
    PgpInlineSigned,

    /// <summary>S/MIME, encrypted (RFC 8551 section 3.3).</summary>
    SmimeEncrypted,

    /// <summary>S/MIME with a detached signature, readable without S/MIME (RFC 8551 section 3.5.3).</summary>
    SmimeSigned,

    /// <summary>S/MIME, signed, the content inside the signature (RFC 8551 section 3.5.2).</summary>
    SmimeOpaqueSigned,

    /// <summary>S/MIME, compressed (RFC 8551 section 3.6).</summary>
    SmimeCompressed,

    /// <summary>S/MIME, certificates only (RFC 8551 section 3.8).</summary>
    SmimeCertificates,

    /// <summary>Signed or encrypted by a protocol that is not known here (RFC 1847).</summary>
    Other,
}
