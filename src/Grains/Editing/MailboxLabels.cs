using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Editing;

/// <summary>Changes of labels and folders of one mailbox, on its server and then in our copy.</summary>
internal sealed class MailboxLabels(MailboxStore store)
{
    public static readonly Problem NoSuchLabel = new(ProblemCodes.NotFound, "There is no such label.");

    private static readonly Problem Exists = new(EditProblems.LabelExists, "A label with this path already exists.", "path");
    private static readonly Problem Special = new(EditProblems.EditRefused, "A label with a role, such as the inbox, cannot be renamed or deleted.");
    private static readonly Problem HasChildren = new(EditProblems.EditRefused, "The label has labels below it; delete them first.");
    private static readonly Problem Lost = new(ConnectionProblems.MailboxUnavailable, "The mail server does not list the label yet.");

    /// <summary>Runs the change as a command.</summary>
    public async Task<Outcome<Label>> RunAsync(MailboxId id, OpenMailbox mailbox, LabelCommand command, CancellationToken stop)
    {
        var labels = await LoadAsync(id, stop);
        if (command.Path is { } given)
        {
            var read = LabelPath.Read(given, labels);
            if (read.Problem is { } invalid)
            {
                return invalid;
            }

            command = command with { Path = read.Value };
        }

        var label = command.LabelId is null ? null : labels.FirstOrDefault(known => Ids.Format(known.Id) == command.LabelId);
        if (Check(labels, label, command) is { } refused)
        {
            return refused;
        }

        FolderEdit change = (label, command.Path) switch
        {
            (null, { } path) => new CreateFolderEdit(path),
            ({ } known, { } path) => new RenameFolderEdit(known.ProviderRef, known.Path, path),
            ({ } known, null) => new DeleteFolderEdit(known.ProviderRef),
            _ => throw new ArgumentException("There is nothing to do.", nameof(command)),
        };
        string? now;
        try
        {
            now = await EditAsync(mailbox, change, stop);
        }
        catch (ProviderException refusal) when (refusal.LeavesSession)
        {
            return refusal.Failure == ProviderFailure.Exists ? Exists : new Problem(EditProblems.EditRefused, refusal.Message);
        }

        var shown = now is null ? label : Find(await LoadAsync(id, stop), now);
        return shown is null ? Lost : ToLabel(id, shown);
    }

    // Servers spell some names their own way: a folder below "Inbox" is listed below "INBOX", and letters are taken apart from their marks.
    private static LabelState? Find(IReadOnlyList<LabelState> labels, string path) =>
        labels.FirstOrDefault(known => known.Path == path)
        ?? labels.FirstOrDefault(known => string.Equals(known.Path, path, StringComparison.OrdinalIgnoreCase))
        ?? labels.FirstOrDefault(known => LabelPath.AreEquivalent(known.Path, path));

    private static Problem? Check(IReadOnlyList<LabelState> labels, LabelState? label, LabelCommand command)
    {
        if (command.LabelId is not null && label is null)
        {
            return NoSuchLabel;
        }

        if (label?.Role is not null)
        {
            return Special;
        }

        if (command.Path is { } path)
        {
            return labels.Any(known => known.Path == path || (known.Id != label?.Id && LabelPath.AreEquivalent(known.Path, path))) ? Exists : null;
        }

        return labels.Any(known => known.Path.StartsWith($"{label!.Path}/", StringComparison.Ordinal)) ? HasChildren : null;
    }

    /// <summary>Edits on the server and in our copy, which agree when this returns.</summary>
    private static async Task<string?> EditAsync(OpenMailbox mailbox, FolderEdit edit, CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        try
        {
            var outcome = await mailbox.Session.EditFolderAsync(mailbox.Copy, edit, stop);
            await mailbox.Writer.WriteAsync(outcome.Changes, stop);
            await PullAsync(mailbox, stop);
            return outcome.Path;
        }
        catch (ProviderException refusal) when (refusal.LeavesSession)
        {
            // A part of it may be done: a label and one of those below it have their new names, the next one was refused.
            await PullAsync(mailbox, stop);
            throw;
        }
    }

    private static async Task PullAsync(OpenMailbox mailbox, CancellationToken stop)
    {
        await foreach (var changes in mailbox.Session.PullAsync(mailbox.Copy, PullScope.All, stop))
        {
            await mailbox.Writer.WriteAsync(changes, stop);
        }

        await mailbox.Writer.FlushAsync(stop);
    }

    private async Task<IReadOnlyList<LabelState>> LoadAsync(MailboxId id, CancellationToken cancellationToken) =>
        (await store.LoadAsync(id.UserId, id.ConnectionId, cancellationToken))?.Labels ?? [];

    private static Label ToLabel(MailboxId id, LabelState state) => new(
        Ids.Format(state.Id), Ids.Format(id.ConnectionId), state.Name, state.Path, state.Role, state.MessageCount, state.UnreadCount);
}
