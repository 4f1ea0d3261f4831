namespace EmailAgent.Mail.Mime;

/// <summary>How a message is written.</summary>
public sealed record MimeWriterOptions
{
    /// <summary>The options used where none are given.</summary>
    public static MimeWriterOptions Default { get; } = new();

    /// <summary>What bodies may hold. Default: <see cref="MimeTransport.SevenBit"/>.</summary>
    public MimeTransport Transport { get; init; } = MimeTransport.SevenBit;

    /// <summary>
    /// Writes header fields as UTF-8 (RFC 6532), which needs SMTPUTF8 or UTF8=ACCEPT. Without it an address whose local part
    /// is not ASCII is refused. Default: false.
    /// </summary>
    public bool Utf8Headers { get; init; }

    /// <summary>
    /// Writes <see cref="OutgoingMessage.Text"/> as format=flowed (RFC 3676), so that narrow screens can wrap it; blanks at the
    /// ends of its lines are not kept then. Default: false.
    /// </summary>
    public bool FlowedText { get; init; }

    /// <summary>Writes the Bcc field, for drafts and for services that read recipients from the message. Default: false.</summary>
    public bool IncludeBcc { get; init; }
}
