namespace EmailAgent.Mail.Mime;

/// <summary>What the way to the recipient can carry in bodies.</summary>
public enum MimeTransport
{
    /// <summary>ASCII in lines of at most 998 bytes: any server.</summary>
    SevenBit,

    /// <summary>Any bytes but NUL in lines of at most 998 bytes: 8BITMIME (RFC 6152), IMAP APPEND.</summary>
    EightBit,
}
