namespace EmailAgent.Mail.Mime;

/// <summary>What <see cref="HtmlSanitizer"/> lets through.</summary>
public sealed record HtmlSanitizerOptions
{
    /// <summary>The options used where none are given.</summary>
    public static HtmlSanitizerOptions Default { get; } = new();

    /// <summary>
    /// Whether images may be loaded from elsewhere, which tells the sender that and where the message is read. Otherwise
    /// their address is kept in data-remote-src, for the reader to allow. Default: false.
    /// </summary>
    public bool AllowRemoteContent { get; init; }

    /// <summary>Longest result in UTF-16 code units; what is beyond is left out, open elements are closed. Default: 4,194,304.</summary>
    public int MaxLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Elements within one another; those deeper lose their tags. Browsers stop at 512. Default: 256.</summary>
    public int MaxNesting { get; init; } = 256;
}
