using System.Globalization;
using System.Text.Json;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Editing;

/// <summary>
/// The audit entries of edits, written when the edit has ended. They are created in advance, since they describe the current request, which
/// may have been answered by then.
/// </summary>
internal static class EditAudit
{
    /// <summary>Returns a function that creates the entry of an edit: of a deletion, or of a change by another user than the owner.</summary>
    /// <returns>Null for other edits, which are not audited.</returns>
    public static Func<Outcome<EditReport>, AuditEntry>? OfMail(MailboxId id, EmailAction action, int asked)
    {
        var isOfAnother = RequestOrigin.Current?.ActorId is { } actor && actor != id.UserId;
        if (action != EmailAction.Delete && !isOfAnother)
        {
            return null;
        }

        var begun = action == EmailAction.Delete
            ? id.Audited(EditingActions.DeleteMail)
            : id.Audited(EditingActions.ChangeMail, ("what", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{action}")));
        return outcome =>
        {
            var done = outcome.Value is { } report ? asked - report.Failed.Count : 0;
            return With(begun, "messages", done.ToString(CultureInfo.InvariantCulture), done > 0);
        };
    }

    public static Func<Outcome<Label>, AuditEntry> OfLabel(MailboxId id, LabelCommand command)
    {
        var begun = id.Audited(command.LabelId is null ? EditingActions.CreateLabel : command.Path is null ? EditingActions.DeleteLabel : EditingActions.RenameLabel);
        return outcome => With(begun, "label", command.LabelId ?? outcome.Value?.Id, outcome.Value is not null);
    }

    private static AuditEntry With(AuditEntry entry, string name, string? value, bool succeeded) => entry with
    {
        Details = value is null ? entry.Details : new Dictionary<string, string>(entry.Details, StringComparer.Ordinal) { [name] = value },
        Outcome = succeeded ? AuditOutcome.Succeeded : AuditOutcome.Failed,
    };
}
