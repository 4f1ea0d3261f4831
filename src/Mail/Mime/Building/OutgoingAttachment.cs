namespace EmailAgent.Mail.Mime;

/// <summary>A file to go with a message.</summary>
public sealed record OutgoingAttachment
{
    /// <summary>Its bytes, which must not change until the message is written.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Type and subtype. "message/rfc822" forwards a message as it is. Default: "application/octet-stream".</summary>
    public string MediaType { get; init; } = "application/octet-stream";

    /// <summary>Name shown to the reader, any characters but controls. Default: null, none.</summary>
    public string? FileName { get; init; }

    /// <summary>Identifier without angle brackets by which HTML refers to it. Default: null, none.</summary>
    public string? ContentId { get; init; }
}
