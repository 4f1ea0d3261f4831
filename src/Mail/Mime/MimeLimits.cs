namespace EmailAgent.Mail.Mime;

/// <summary>
/// Bounds on what one message can make the parser do. Past a limit the parser stops at that place, keeps what it has
/// read and notes a <see cref="MimeDefect"/>; nothing is thrown.
/// </summary>
public sealed record MimeLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static MimeLimits Default { get; } = new();

    /// <summary>
    /// Depth of multiparts and embedded messages. Forwarded chains reach ten; each level scans its slice again, so
    /// this is also the constant in the parser's linear running time. Default: 32.
    /// </summary>
    public int MaxNesting { get; init; } = 32;

    /// <summary>Parts in one message. Digests and photo mails reach a few hundred. Default: 2,000.</summary>
    public int MaxParts { get; init; } = 2_000;

    /// <summary>Header fields of one part. Long relay chains reach 150. Default: 1,000.</summary>
    public int MaxHeaders { get; init; } = 1_000;

    /// <summary>
    /// Bytes of one header field's value, folds included; the rest of the value is omitted. Recipient lists of
    /// several hundred people take 50 kB. Default: 262,144.
    /// </summary>
    public int MaxHeaderLength { get; init; } = 256 * 1024;

    /// <summary>Addresses of one header field. Default: 5,000, what fits in <see cref="MaxHeaderLength"/> in practice.</summary>
    public int MaxAddresses { get; init; } = 5_000;

    /// <summary>Identifiers of References and In-Reply-To. RFC 5322 clients trim to about 20. Default: 500.</summary>
    public int MaxReferences { get; init; } = 500;

    /// <summary>
    /// Parameters of one Content-Type or Content-Disposition, continuations counted one by one: they are matched
    /// pairwise. A 2 kB file name in RFC 2231 sections of 60 characters takes 34. Default: 128.
    /// </summary>
    public int MaxParameters { get; init; } = 128;

    /// <summary>
    /// UTF-16 code units of one decoded text part. Log files pasted into mail reach megabytes; a reader, an index and a
    /// language model stop far earlier. Default: 4,194,304.
    /// </summary>
    public int MaxTextLength { get; init; } = 4 * 1024 * 1024;
}
