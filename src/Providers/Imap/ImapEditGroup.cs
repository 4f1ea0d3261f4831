using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The messages of one folder in an edit: gone, until something else is known of them.</summary>
/// <param name="sheet">The edit.</param>
/// <param name="folderRef">The folder's name on the wire.</param>
/// <param name="uidValidity">Under which the UIDs mean anything.</param>
/// <param name="messages">Positions in the edit, by UID.</param>
internal sealed class ImapEditGroup(ImapEditSheet sheet, string folderRef, uint? uidValidity, ILookup<uint, int> messages)
{
    public ImapEditSheet Sheet => sheet;

    public string FolderRef => folderRef;

    public uint? UidValidity => uidValidity;

    public UidSet Uids { get; } = UidSet.Of(messages.Select(group => group.Key));

    public void Done(uint uid) => sheet.Set(messages[uid], EditResult.Done);

    public void Refuse() => sheet.Set(messages.SelectMany(group => group), EditResult.Refused);
}
