namespace EmailAgent.Mail.Mime;

/// <summary>A text part that is shown as part of the body.</summary>
/// <param name="Part">The part.</param>
/// <param name="IsHtml">Whether it is HTML.</param>
/// <param name="IsAlternative">Whether the same content exists in the other form, too.</param>
/// <param name="Files">Uuencoded and yEnc files within its text, in order.</param>
internal readonly record struct BodySection(MimePart Part, bool IsHtml, bool IsAlternative, InlineFile[]? Files);
