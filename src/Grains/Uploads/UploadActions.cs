namespace EmailAgent.Grains.Uploads;

/// <summary>The audited actions on attachments.</summary>
internal static class UploadActions
{
    public const string Upload = "attachment.upload";

    /// <summary>The content of an upload or of a received attachment was read, or a part of it.</summary>
    public const string Download = "attachment.download";

    public const string Delete = "attachment.delete";

    /// <summary>A content was refused, since the scanner found malware in it.</summary>
    public const string Refuse = "attachment.refuse";

    /// <summary>A link to the content of an attachment was created.</summary>
    public const string Link = "attachment.link";
}
