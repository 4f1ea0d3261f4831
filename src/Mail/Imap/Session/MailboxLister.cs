using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Lists mailboxes, with their status on request, in one command or in few round trips.</summary>
internal static class MailboxLister
{
    // Enough to hide the way to the server and back; each response is matched against those that wait.
    private const int Pipelined = 32;

    public static async Task<IReadOnlyList<ImapMailbox>> ListAsync(ImapSession session, ImapListQuery query, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ImapMailbox>();
        foreach (var part in session.Capabilities.ListExtended ? [query] : query.Patterns.Select(p => query with { Patterns = [p] }))
        {
            var list = new ListCommand(session.Capabilities, session.Options.Limits, part, withStatus: false);
            foreach (var (mailbox, _) in await session.RunAsync(list, cancellationToken).ConfigureAwait(false))
            {
                found.TryAdd(mailbox.WireName, mailbox);
            }
        }

        return [.. found.Values.Where(m => !query.SpecialUse || m.Role is not (null or ImapSpecialUse.Inbox))];
    }

    public static async Task<IReadOnlyList<ImapMailboxStatus>> ListStatusAsync(ImapSession session, CancellationToken cancellationToken)
    {
        var capabilities = session.Capabilities;
        var list = new ListCommand(capabilities, session.Options.Limits, new ImapListQuery(), capabilities.ListStatus);
        var mailboxes = await session.RunAsync(list, cancellationToken).ConfigureAwait(false);
        if (capabilities.ListStatus)
        {
            return mailboxes;
        }

        var commands = mailboxes.Select(m => m.Mailbox.IsSelectable ? new StatusCommand(m.Mailbox, capabilities) : null).ToArray();
        foreach (var batch in commands.OfType<StatusCommand>().Chunk(Pipelined))
        {
            await Task.WhenAll(batch.Select(status => session.RunAsync(status, cancellationToken))).ConfigureAwait(false);
        }

        return [.. mailboxes.Zip(commands, (m, command) => new ImapMailboxStatus(m.Mailbox, command?.Result))];
    }
}
