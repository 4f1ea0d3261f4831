namespace EmailAgent.Mail.Imap;

/// <summary>Gmail's data of a message (X-GM-EXT-1).</summary>
/// <param name="MessageId">Identifier of the message, the same in all mailboxes; 0 if not sent.</param>
/// <param name="ThreadId">Identifier of its conversation; 0 if not sent.</param>
/// <param name="Labels">Its labels except that of the selected mailbox, in Unicode; those of the system begin with a backslash.</param>
public sealed record ImapGmailData(ulong MessageId, ulong ThreadId, IReadOnlyList<string> Labels)
{
    internal static ImapGmailData None { get; } = new(0, 0, []);
}
