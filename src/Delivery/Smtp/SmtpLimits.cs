namespace EmailAgent.Delivery.Smtp;

/// <summary>
/// Limits for everything a server can make the client hold or wait for, and for what the client sends. Exceeding a limit of the first
/// kind is an <see cref="SmtpProtocolException"/>, of the second an <see cref="ArgumentException"/>.
/// </summary>
public sealed record SmtpLimits
{
    /// <summary>The defaults.</summary>
    public static SmtpLimits Default { get; } = new();

    /// <summary>Bytes of one reply line. RFC 5321 allows 512, RFC 4954 challenges of 12,288. Default: 16 KiB.</summary>
    public int ReplyLine { get; init; } = 16 << 10;

    /// <summary>Lines of one reply. The richest EHLO answers have about 30. Default: 200.</summary>
    public int ReplyLines { get; init; } = 200;

    /// <summary>Bytes of one reply. Default: 64 KiB.</summary>
    public int Reply { get; init; } = 64 << 10;

    /// <summary>Characters of all replies to one message; those to 10,000 recipients have about one million. Default: 4 Mi.</summary>
    public int Replies { get; init; } = 4 << 20;

    /// <summary>Characters of an address. RFC 5321 section 4.5.3.1 makes it 64 + 1 + 255. Default: 320.</summary>
    public int Address { get; init; } = 320;

    /// <summary>Characters of an envelope identifier (RFC 3461 section 4.4). Default: 100.</summary>
    public int EnvelopeId { get; init; } = 100;

    /// <summary>Recipients of one message. Servers take 100 (RFC 5321 section 4.5.3.1.8) to some thousand. Default: 10,000.</summary>
    public int Recipients { get; init; } = 10_000;

    /// <summary>
    /// Commands sent before their replies are read. Bounded so that client and server never both wait for the other to read
    /// (RFC 2920 section 3.1). Default: 50.
    /// </summary>
    public int Pipeline { get; init; } = 50;

    /// <summary>Bytes of the message read and sent at once. Default: 64 KiB.</summary>
    public int Block { get; init; } = 64 << 10;

    /// <summary>Bytes of a message's header. Large ones have some 30 KB. Default: 1 MiB.</summary>
    public int Header { get; init; } = 1 << 20;
}
