using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Editing;

/// <summary>An action of <c>POST /emails/bulk/{name}</c>.</summary>
internal sealed record BulkAction(string Name, string OperationId, string Summary, EmailEdit Edit, bool NeedsLabel = false)
{
    public static readonly BulkAction[] All =
    [
        new("mark-read", "markEmailsRead", "Marks messages read.", new EmailEdit(EmailAction.Flag, new EmailChangesRequest(true, null))),
        new("mark-unread", "markEmailsUnread", "Marks messages unread.", new EmailEdit(EmailAction.Flag, new EmailChangesRequest(false, null))),
        new("star", "starEmails", "Stars messages.", new EmailEdit(EmailAction.Flag, new EmailChangesRequest(null, true))),
        new("unstar", "unstarEmails", "Unstars messages.", new EmailEdit(EmailAction.Flag, new EmailChangesRequest(null, false))),
        new("archive", "archiveEmails", "Moves messages out of the inbox into the archive.", new EmailEdit(EmailAction.Archive)),
        new("trash", "trashEmails", "Moves messages to the trash.", new EmailEdit(EmailAction.Trash)),
        new("untrash", "untrashEmails", "Moves messages from the trash back into the inbox.", new EmailEdit(EmailAction.Untrash)),
        new("label", "labelEmails", "Adds a label to messages, or moves them into a folder.", new EmailEdit(EmailAction.Label), NeedsLabel: true),
        new("unlabel", "unlabelEmails", "Removes a label from messages, or archives them from a folder.", new EmailEdit(EmailAction.Unlabel), NeedsLabel: true),
        new("move", "moveEmails", "Moves messages into a folder.", new EmailEdit(EmailAction.Move), NeedsLabel: true),
    ];
}
