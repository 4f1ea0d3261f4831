using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Mail;

/// <summary>Names for attachments without a file name, so that users can distinguish and save them.</summary>
internal static class AttachmentNames
{
    private const int MaxSubject = 100;

    private const string ForbiddenInFileNames = "\\/:*?\"<>|";

    public static string Of(MimeAttachment attachment) => attachment switch
    {
        { FileName: { Length: > 0 } given } => given,
        { ContentType: "message/rfc822" or "message/global" } => OfMessage(attachment.Part.EmbeddedMessage?.Subject),
        { ContentType: "text/calendar" } => "invitation.ics",
        _ => $"attachment-{attachment.PartPath}",
    };

    /// <summary>Names a message as a file, under its subject, as mail programs do.</summary>
    public static string OfMessage(string? messageSubject)
    {
        var subject = string.Concat((messageSubject ?? "").Select(c => char.IsControl(c) || ForbiddenInFileNames.Contains(c, StringComparison.Ordinal) ? ' ' : c)).Trim(' ', '.');
        if (subject.Length > MaxSubject)
        {
            subject = subject[..(char.IsHighSurrogate(subject[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject)].TrimEnd();
        }

        return subject.Length == 0 ? "message.eml" : $"{subject}.eml";
    }
}
