using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Editing;

/// <summary>Edits of messages of one mailbox, on its server and then in our copy.</summary>
internal sealed class MailboxEdits(MailboxStore store, MessageLocator locator, DetailReads details)
{
    public static readonly Problem NoSuchMessage = new(ProblemCodes.NotFound, "There is no such message.");

    public static readonly Problem MessageGone = new(EditProblems.MessageGone, "The message is no longer on the mail server.");

    private static readonly Problem Refused = new(EditProblems.EditRefused, "The mail server, or the kind of mailbox, does not allow this.");

    private static readonly Problem NoSuchLabel = new(ProblemCodes.Invalid, "The message's mailbox has no such label.", "label_id");

    /// <summary>
    /// Runs the edit as a command. Locations, and the state on which it depends, are read when its turn has come, since the commands before
    /// it may have moved or changed messages.
    /// </summary>
    public async Task<EditReport> RunAsync(MailboxId id, OpenMailbox mailbox, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken stop)
    {
        if (await ToMessageEditAsync(id, edit, stop) is not { } change)
        {
            return new EditReport([.. emailIds.Select(email => new EditFailure(email, NoSuchLabel))]);
        }

        await mailbox.Writer.FlushAsync(stop);
        var located = (await locator.LocateAsync(id.UserId, [.. emailIds.Select(Parse)], stop))
            .Where(message => message.ConnectionId == id.ConnectionId)
            .ToDictionary(message => message.MessageId);
        var present = emailIds.Where(email => located.ContainsKey(Parse(email))).ToList();
        var found = edit.Expected is { } expected ? await WhereUnchangedAsync(id, present, expected, stop) : present;
        var results = await EditAsync(mailbox, [.. found.Select(email => located[Parse(email)].Remote)], change, stop);
        return new EditReport(
        [
            .. emailIds.Except(present).Select(email => new EditFailure(email, NoSuchMessage)),
            .. present.Except(found).Select(email => new EditFailure(email, Problem.Changed)),
            .. found.Zip(results).Where(entry => entry.Second != EditResult.Done)
                .Select(entry => new EditFailure(entry.First, entry.Second == EditResult.Gone ? MessageGone : Refused)),
        ]);
    }

    private async Task<List<string>> WhereUnchangedAsync(MailboxId id, IReadOnlyList<string> emailIds, EmailState expected, CancellationToken stop)
    {
        var unchanged = new List<string>();
        foreach (var email in emailIds)
        {
            if (await details.GetAsync(Visibility.OfAll(id.UserId), Parse(email), stop) is { } message && expected.IsStateOf(message))
                unchanged.Add(email);
        }

        return unchanged;
    }

    /// <summary>Edits on the server and in our copy, which agree when this returns.</summary>
    private static async Task<IReadOnlyList<EditResult>> EditAsync(
        OpenMailbox mailbox, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken stop)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        var outcome = await mailbox.Session.EditAsync(mailbox.Copy, messages, edit, stop);
        await mailbox.Writer.WriteAsync(outcome.Changes, stop);
        if (outcome.NeedsPull)
        {
            await foreach (var changes in mailbox.Session.PullAsync(mailbox.Copy, PullScope.All, stop))
            {
                await mailbox.Writer.WriteAsync(changes, stop);
            }
        }

        await mailbox.Writer.FlushAsync(stop);
        return outcome.Results;
    }

    /// <returns>Null when the mailbox does not have the label.</returns>
    private async Task<MessageEdit?> ToMessageEditAsync(MailboxId id, EmailEdit edit, CancellationToken cancellationToken)
    {
        switch (edit.Action)
        {
            case EmailAction.Flag:
                return FlagEditOf(edit.Flags!);
            case EmailAction.Archive:
                return new ArchiveEdit();
            case EmailAction.Trash:
                return new TrashEdit();
            case EmailAction.Untrash:
                return new UntrashEdit();
            case EmailAction.Delete:
                return new DeleteEdit();
        }

        var state = await store.LoadAsync(id.UserId, id.ConnectionId, cancellationToken);
        return state?.Labels.FirstOrDefault(label => Ids.Format(label.Id) == edit.Label || label.Role == edit.Label) is not { } found ? null
            : edit.Action switch
            {
                EmailAction.Label => new LabelEdit([found.ProviderRef], []),
                EmailAction.Unlabel => new LabelEdit([], [found.ProviderRef]),
                _ => new MoveEdit(found.ProviderRef),
            };
    }

    private static FlagEdit FlagEditOf(EmailChangesRequest changes)
    {
        (string Name, bool? Wanted)[] flags = [(@"\Seen", changes.IsRead), (@"\Flagged", changes.IsStarred)];
        return new FlagEdit(
            [.. flags.Where(flag => flag.Wanted == true).Select(flag => flag.Name)],
            [.. flags.Where(flag => flag.Wanted == false).Select(flag => flag.Name)]);
    }

    private static Guid Parse(string emailId) => Ids.TryParse(emailId, out var id) ? id : default;
}
