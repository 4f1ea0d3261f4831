namespace EmailAgent.Mail.Mime;

/// <summary>Options of <see cref="HtmlSanitizer"/>.</summary>
public sealed record HtmlSanitizerOptions
{
    /// <summary>The options used where none are given.</summary>
    public static HtmlSanitizerOptions Default { get; } = new();

    /// <summary>
    /// Indicates whether images can be loaded from other servers, which reveals to the sender when and where the message is read.
    /// Otherwise their addresses are moved to data-remote-src, so that the reader can allow them. Default: false.
    /// </summary>
    public bool AllowRemoteContent { get; init; }

    /// <summary>Longest result in UTF-16 code units; what is beyond is omitted, open elements are closed. Default: 4,194,304.</summary>
    public int MaxLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Elements within one another; those deeper lose their tags. Browsers stop at 512. Default: 256.</summary>
    public int MaxNesting { get; init; } = 256;
}
