using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Connections;

/// <summary>Names attachments that come without a file name, so that they can be told apart and saved.</summary>
internal static class AttachmentNames
{
    private const int MaxSubject = 100;

    private const string ForbiddenInFileNames = "\\/:*?\"<>|";

    public static string Of(MimeAttachment attachment) => attachment switch
    {
        { FileName: { Length: > 0 } given } => given,
        { ContentType: "message/rfc822" or "message/global" } => OfMessage(attachment.Part.EmbeddedMessage),
        { ContentType: "text/calendar" } => "invitation.ics",
        _ => $"attachment-{attachment.PartPath}",
    };

    // As mail programs save a message: under its subject.
    private static string OfMessage(MimeMessage? message)
    {
        var subject = string.Concat((message?.Subject ?? "").Select(c => char.IsControl(c) || ForbiddenInFileNames.Contains(c, StringComparison.Ordinal) ? ' ' : c)).Trim(' ', '.');
        if (subject.Length > MaxSubject)
        {
            subject = subject[..(char.IsHighSurrogate(subject[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject)].TrimEnd();
        }

        return subject.Length == 0 ? "message.eml" : $"{subject}.eml";
    }
}
