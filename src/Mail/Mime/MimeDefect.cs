namespace EmailAgent.Mail.Mime;

/// <summary>A violation of a rule in a message that was read tolerantly.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Offset">
/// Byte offset into the raw message, at or just before the place. For an embedded message that had to be decoded first
/// (base64), the offset is into the decoded bytes.
/// </param>
public readonly record struct MimeDefect(MimeDefectKind Kind, int Offset);
