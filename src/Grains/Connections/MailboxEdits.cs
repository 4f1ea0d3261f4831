using EmailAgent.Grains.Mail;
using EmailAgent.Providers;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>Edits messages of one mailbox, on its server and then in our copy.</summary>
internal sealed class MailboxEdits(MailboxServices services)
{
    public static readonly Problem NoSuchMessage = new(ProblemCodes.NotFound, "There is no such message.");

    public static readonly Problem MessageGone = new(ProblemCodes.MessageGone, "The message is no longer on the mail server.");

    private static readonly Problem Refused = new(ProblemCodes.EditRefused, "The mail server, or the kind of mailbox, does not allow this.");

    private static readonly Problem NoSuchLabel = new(ProblemCodes.Invalid, "The message's mailbox has no such label.", "label_id");

    /// <summary>To be run as a command: locations are read when its turn has come, since the commands before it may have moved messages.</summary>
    public async Task<EditReport> RunAsync(MailboxId id, OpenMailbox mailbox, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken stop)
    {
        if (await ToMessageEditAsync(id, edit, stop) is not { } change)
        {
            return new EditReport([.. emailIds.Select(email => new EditFailure(email, NoSuchLabel))]);
        }

        await mailbox.Writer.FlushAsync(stop);
        var located = (await services.Locator.LocateAsync(id.UserId, [.. emailIds.Select(Parse)], stop))
            .Where(message => message.ConnectionId == id.ConnectionId)
            .ToDictionary(message => message.MessageId);
        var found = emailIds.Where(email => located.ContainsKey(Parse(email))).ToList();
        var results = await EditAsync(mailbox, [.. found.Select(email => ToRemote(located[Parse(email)]))], change, stop);
        return new EditReport(
        [
            .. emailIds.Except(found).Select(email => new EditFailure(email, NoSuchMessage)),
            .. found.Zip(results).Where(entry => entry.Second != EditResult.Done)
                .Select(entry => new EditFailure(entry.First, entry.Second == EditResult.Gone ? MessageGone : Refused)),
        ]);
    }

    public static RemoteLocation ToRemote(MessageLocation message) => message switch
    {
        Storage.Mail.PlacedLocation place => new Providers.PlacedLocation(place.LabelRef, place.Cursor, place.Uid),
        Storage.Mail.LabelledLocation labelled => new Providers.LabelledLocation(labelled.RemoteId),
        _ => throw new ArgumentException("A message has a place or an id.", nameof(message)),
    };

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

        var state = await services.Store.LoadAsync(id.UserId, id.ConnectionId, cancellationToken);
        return state?.Labels.FirstOrDefault(label => Ids.Format(label.Id) == edit.Label || label.Role == edit.Label) is not { } found ? null
            : edit.Action switch
            {
                EmailAction.Label => new LabelEdit([found.ProviderRef], []),
                EmailAction.Unlabel => new LabelEdit([], [found.ProviderRef]),
                _ => new MoveEdit(found.ProviderRef),
            };
    }

    private static FlagEdit FlagEditOf(FlagChanges changes)
    {
        (string Name, bool? Wanted)[] flags = [(@"\Seen", changes.IsRead), (@"\Flagged", changes.IsStarred)];
        return new FlagEdit(
            [.. flags.Where(flag => flag.Wanted == true).Select(flag => flag.Name)],
            [.. flags.Where(flag => flag.Wanted == false).Select(flag => flag.Name)]);
    }

    private static Guid Parse(string emailId) => Ids.TryParse(emailId, out var id) ? id : default;
}
