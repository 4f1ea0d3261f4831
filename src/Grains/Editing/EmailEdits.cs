using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Editing;

/// <summary>Edits of a user's messages in all mailboxes: each mailbox receives one request, all of them at the same time.</summary>
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

    /// <summary>Edits messages of one mailbox. If the mailbox does not answer, each message fails with its problem.</summary>
    private async Task<IReadOnlyList<EditFailure>> EditAsync(MailboxId id, string[] emailIds, EmailEdit edit, CancellationToken cancellationToken)
    {
        var outcome = await grains.GetGrain<IMailboxGrain>(id.ToString()).EditAsync(emailIds, edit, cancellationToken);
        return outcome.Value is { } report ? report.Failed : [.. emailIds.Select(email => new EditFailure(email, outcome.Problem!))];
    }
}
