namespace EmailAgent.Mail.Imap;

/// <summary>What came of <see cref="ImapParts.DownloadAsync"/>.</summary>
public enum ImapDownloadResult
{
    /// <summary>The whole part was written.</summary>
    Complete,

    /// <summary>The mailbox has no such message or part any more; its UIDVALIDITY may be another one.</summary>
    Gone,

    /// <summary>The message is not the one that the download began with: its size differs. Nothing was written from it.</summary>
    Changed,
}
