using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Adds messages to a mailbox, by one command if the server can.</summary>
internal static class Appending
{
    public static async Task<IReadOnlyList<ImapAppendResult>?> RunAsync(
        ImapSession session, ImapMailbox mailbox, IReadOnlyList<ImapNewMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Any(m => m.IsUtf8) && !session.State.Enabled.Contains("UTF8=ACCEPT"))
        {
            throw new InvalidOperationException("UTF8=ACCEPT must be enabled first.");
        }

        var results = new List<ImapAppendResult>();
        foreach (var batch in messages.Chunk(session.Capabilities.MultiAppend ? Math.Max(1, messages.Count) : 1))
        {
            var command = new AppendCommand(mailbox, batch, session.Capabilities, cancellationToken);
            var told = await session.RunAsync(command, cancellationToken).ConfigureAwait(false);
            results.AddRange(told ?? []);
        }

        return results.Count == messages.Count ? results : null;
    }
}
