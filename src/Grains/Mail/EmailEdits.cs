using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Mail;

/// <summary>Edits a user's messages wherever they are: each mailbox is asked once, all of them at the same time.</summary>
internal sealed class EmailEdits(MessageLocator locator, IGrainFactory grains)
{
    public async Task<EditReport> EditAsync(Visibility visible, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<Guid, string>();
        var failed = new List<EditFailure>();
        foreach (var text in emailIds)
        {
            if (!Ids.TryParse(text, out var id))
                failed.Add(new EditFailure(text, MailboxEdits.NoSuchMessage));
            else
                wanted.TryAdd(id, text);
        }

        var located = (await locator.LocateAsync(visible.UserId, wanted.Keys, cancellationToken)).Where(message => visible.Includes(message.ConnectionId)).ToList();
        failed.AddRange(wanted.Keys.Except(located.Select(message => message.MessageId)).Select(id => new EditFailure(wanted[id], MailboxEdits.NoSuchMessage)));
        var reports = await Task.WhenAll(located.GroupBy(message => message.ConnectionId).Select(group =>
            EditAsync(new MailboxId(visible.UserId, group.Key), [.. group.Select(message => wanted[message.MessageId])], edit, cancellationToken)));
        return new EditReport([.. failed, .. reports.SelectMany(report => report)]);
    }

    /// <summary>What keeps a mailbox from answering is why none of its messages was edited.</summary>
    private async Task<IReadOnlyList<EditFailure>> EditAsync(MailboxId id, string[] emailIds, EmailEdit edit, CancellationToken cancellationToken)
    {
        var outcome = await grains.GetGrain<IMailboxGrain>(id.ToString()).EditAsync(emailIds, edit, cancellationToken);
        return outcome.Value is { } report ? report.Failed : [.. emailIds.Select(email => new EditFailure(email, outcome.Problem!))];
    }
}
