namespace EmailAgent.Mail.Imap;

/// <summary>The text parts of one message.</summary>
/// <param name="Uid">UID of the message.</param>
/// <param name="Structure">All its parts.</param>
/// <param name="Texts">What a reader shows as text, in the order of the message; alternatives stand side by side. At most <see cref="ImapLimits.TextParts"/>.</param>
public sealed record ImapMessageTexts(uint Uid, ImapBodyPart Structure, IReadOnlyList<ImapTextPart> Texts);

/// <summary>One text part.</summary>
/// <param name="Part">The part.</param>
/// <param name="Text">Its text, decoded; HTML stays HTML.</param>
/// <param name="IsCut">True if the part is longer than what was asked for.</param>
public sealed record ImapTextPart(ImapBodyPart Part, string Text, bool IsCut);
