using System.Globalization;
using System.Text.Json;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Mail;
using EmailAgent.Storage.Audit;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Makes the audit entries of edits, to be written when the edit has ended: the request that they tell of is the current one now, and may be
/// answered by then.
/// </summary>
internal static class EditAudit
{
    /// <summary>What cannot be undone, and what another user than the owner does, is audited.</summary>
    /// <returns>Null for anything else.</returns>
    public static Func<Outcome<EditReport>, AuditEntry>? OfMail(MailboxId id, EmailAction action, int asked)
    {
        var isOfAnother = RequestOrigin.Current?.ActorId is { } actor && actor != id.UserId;
        if (action != EmailAction.Delete && !isOfAnother)
        {
            return null;
        }

        var begun = action == EmailAction.Delete
            ? id.Audited(AuditActions.DeleteMail)
            : id.Audited(AuditActions.ChangeMail, ("what", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{action}")));
        return outcome =>
        {
            var done = outcome.Value is { } report ? asked - report.Failed.Count : 0;
            return With(begun, "messages", done.ToString(CultureInfo.InvariantCulture), done > 0);
        };
    }

    public static Func<Outcome<Label>, AuditEntry> OfLabel(MailboxId id, LabelCommand command)
    {
        var begun = id.Audited(command.LabelId is null ? AuditActions.CreateLabel : command.Path is null ? AuditActions.DeleteLabel : AuditActions.RenameLabel);
        return outcome => With(begun, "label", command.LabelId ?? outcome.Value?.Id, outcome.Value is not null);
    }

    private static AuditEntry With(AuditEntry entry, string name, string? value, bool succeeded) => entry with
    {
        Details = value is null ? entry.Details : new Dictionary<string, string>(entry.Details, StringComparer.Ordinal) { [name] = value },
        Outcome = succeeded ? AuditOutcome.Succeeded : AuditOutcome.Failed,
    };
}
